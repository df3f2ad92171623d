//! What judging one file may cost. A scanned document of 200 KB needs a small part of each; a file made to exhaust the judge is refused instead.

use crate::Refusal;

/// Bytes read as PDF syntax, repeated reading included (some 100 ms of CPU at worst).
const BYTES: usize = 16 << 20;
/// Bytes that all filters of all object streams may put out together.
const DECODED: usize = 8 << 20;
/// Values (numbers, names, arrays …) held in memory, at 32 bytes each.
const VALUES: usize = 400_000;
/// Object streams of a file; each costs a copy of the file.
const OBJECT_STREAMS: usize = 1_000;

/// What is left to spend on one file.
pub(super) struct Budget {
    bytes: usize,
    decoded: usize,
    values: usize,
    object_streams: usize,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self { bytes: BYTES, decoded: DECODED, values: VALUES, object_streams: OBJECT_STREAMS }
    }

    /// Pays for reading bytes.
    pub(super) fn read(&mut self, bytes: usize) -> Result<(), Refusal> {
        spend(&mut self.bytes, bytes)
    }

    /// Pays for one more value.
    pub(super) fn value(&mut self) -> Result<(), Refusal> {
        spend(&mut self.values, 1)
    }

    /// Pays for unpacking one more object stream.
    pub(super) fn object_stream(&mut self) -> Result<(), Refusal> {
        spend(&mut self.object_streams, 1)
    }

    /// How much a filter may still put out.
    pub(super) fn decodable(&self) -> usize {
        self.decoded
    }

    /// Pays for what a filter put out.
    pub(super) fn decoded(&mut self, bytes: usize) -> Result<(), Refusal> {
        spend(&mut self.decoded, bytes)
    }
}

fn spend(left: &mut usize, cost: usize) -> Result<(), Refusal> {
    *left = left.checked_sub(cost).ok_or(Refusal::PdfTooComplex)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_ends_exactly_where_it_says() {
        let mut budget = Budget::new();
        assert_eq!(budget.decoded(DECODED), Ok(()));
        assert_eq!(budget.decodable(), 0);
        assert_eq!(budget.decoded(1), Err(Refusal::PdfTooComplex));
        assert_eq!(budget.read(BYTES + 1), Err(Refusal::PdfTooComplex));
    }
}
