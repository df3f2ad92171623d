//! What reading one file may cost. All readings of a file (as it is, and as it was when each signature was made) pay
//! into the same budget, so that the work has an end that does not depend on what the file says.

use std::cell::Cell;

use crate::Refusal;

/// Bytes read as PDF syntax, repeated reading included.
const BYTES: usize = 48 << 20;
/// Bytes that the filters of all streams may produce together.
const DECODED: usize = 32 << 20;
/// Numbers, names, arrays and other values.
const VALUES: usize = 1_000_000;
/// Entries of all cross-reference tables.
const ENTRIES: usize = 400_000;
/// Objects looked up.
const LOOKUPS: usize = 100_000;

/// What is left to spend.
pub(crate) struct Budget {
    bytes: Cell<usize>,
    decoded: Cell<usize>,
    values: Cell<usize>,
    entries: Cell<usize>,
    lookups: Cell<usize>,
}

impl Budget {
    pub(crate) fn new() -> Self {
        Self {
            bytes: Cell::new(BYTES),
            decoded: Cell::new(DECODED),
            values: Cell::new(VALUES),
            entries: Cell::new(ENTRIES),
            lookups: Cell::new(LOOKUPS),
        }
    }

    /// Pays for reading bytes.
    pub(crate) fn read(&self, bytes: usize) -> Result<(), Refusal> {
        spend(&self.bytes, bytes)
    }

    /// How much a filter may still produce.
    pub(crate) fn decodable(&self) -> usize {
        self.decoded.get()
    }

    /// Pays for what a filter produced.
    pub(crate) fn decoded(&self, bytes: usize) -> Result<(), Refusal> {
        spend(&self.decoded, bytes)
    }

    /// Pays for one more value.
    pub(crate) fn value(&self) -> Result<(), Refusal> {
        spend(&self.values, 1)
    }

    /// Pays for one more entry of a table.
    pub(crate) fn entry(&self) -> Result<(), Refusal> {
        spend(&self.entries, 1)
    }

    /// Pays for looking an object up.
    pub(crate) fn lookup(&self) -> Result<(), Refusal> {
        spend(&self.lookups, 1)
    }
}

fn spend(left: &Cell<usize>, cost: usize) -> Result<(), Refusal> {
    left.set(left.get().checked_sub(cost).ok_or(Refusal::TooComplex)?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_ends_exactly_where_it_says() {
        let budget = Budget::new();
        assert_eq!(budget.decoded(DECODED), Ok(()));
        assert_eq!(budget.decodable(), 0);
        assert_eq!(budget.decoded(1), Err(Refusal::TooComplex));
        assert_eq!(budget.read(BYTES + 1), Err(Refusal::TooComplex));
    }
}
