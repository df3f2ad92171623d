//! What judging one file may cost. A scanned document of 200 KB needs a small part of each limit. We refuse a file that
//! somebody made to exhaust the judge.
//!
//! The judge pays here for everything that can grow faster than the file. So the work on a file has an end that we can
//! count: see [`Budget::spent`].

use crate::Refusal;

/// Bytes read as PDF syntax, repeated reading included (some 100 ms of CPU at worst).
const BYTES: usize = 16 << 20;
/// Bytes that all filters of all streams but images may produce together.
const DECODED: usize = 32 << 20;
/// Bytes that the filters of images may produce together: three full pages in colour at 300 dots an inch have 78
/// million.
const PICTURES: usize = 128 << 20;
/// Values (numbers, names, arrays …) held in memory, at 40 bytes each.
const VALUES: usize = 400_000;
/// Streams of a file.
const STREAMS: usize = 10_000;
/// Steps of walks over the parsed file: references followed, kids counted, operators drawn.
const STEPS: usize = 4 << 20;

/// What is left to spend on one file.
pub(super) struct Budget {
    bytes: usize,
    decoded: usize,
    pictures: usize,
    values: usize,
    streams: usize,
    steps: usize,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self { bytes: BYTES, decoded: DECODED, pictures: PICTURES, values: VALUES, streams: STREAMS, steps: STEPS }
    }

    /// Pays for reading bytes.
    pub(super) fn read(&mut self, bytes: usize) -> Result<(), Refusal> {
        spend(&mut self.bytes, bytes)
    }

    /// Pays for one more value.
    pub(super) fn value(&mut self) -> Result<(), Refusal> {
        spend(&mut self.values, 1)
    }

    /// Pays for one more stream.
    pub(super) fn stream(&mut self) -> Result<(), Refusal> {
        spend(&mut self.streams, 1)
    }

    /// Pays for steps of a walk.
    pub(super) fn steps(&mut self, steps: usize) -> Result<(), Refusal> {
        spend(&mut self.steps, steps)
    }

    /// Pays for the output of a filter.
    pub(super) fn decoded(&mut self, bytes: usize, of_picture: bool) -> Result<(), Refusal> {
        spend(if of_picture { &mut self.pictures } else { &mut self.decoded }, bytes)
    }

    /// How much a filter may still produce.
    pub(super) fn decodable(&self, of_picture: bool) -> usize {
        if of_picture { self.pictures } else { self.decoded }
    }

    /// Everything spent so far, as one number that no file can raise above [`Budget::MOST`].
    #[cfg(test)]
    pub(super) fn spent(&self) -> usize {
        Self::MOST - self.bytes - self.decoded - self.pictures - self.values - self.streams - self.steps
    }

    /// The most that a file can cost.
    #[cfg(test)]
    pub(super) const MOST: usize = BYTES + DECODED + PICTURES + VALUES + STREAMS + STEPS;
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
        assert_eq!(budget.decoded(DECODED, false), Ok(()));
        assert_eq!(budget.decodable(false), 0);
        assert_eq!(budget.decoded(1, false), Err(Refusal::PdfTooComplex));
        assert_eq!(budget.read(BYTES + 1), Err(Refusal::PdfTooComplex));
        assert_eq!(budget.spent(), DECODED);
    }
}
