//! Lets one lookup at a time pass for each ticket number and each NIK, so that the service counts guesses of the same
//! moment one after the other.
//!
//! Without turns, all of a crowd of guesses would read "nothing wrong so far" before the first is counted, and the
//! right one among them would get its answer. Each process lets one guess through, so several processes let through as
//! many.

use std::hash::{BuildHasher, RandomState};

use domain::TicketNumber;
use tokio::sync::{Mutex, MutexGuard};
use vault::BlindIndex;

/// Numbers and NIKs share a place in line with few others, and the memory is bounded.
const LINES: u64 = 8192;

/// The lines in which lookups wait.
#[derive(Debug)]
pub(crate) struct Turns {
    lines: Box<[Mutex<()>]>,
    hasher: RandomState,
}

/// Held until the outcome is counted.
pub(crate) type Turn<'a> = [Option<MutexGuard<'a, ()>>; 2];

impl Turns {
    pub(crate) fn new() -> Self {
        Self { lines: (0..LINES).map(|_line| Mutex::new(())).collect(), hasher: RandomState::new() }
    }

    /// Waits for the turn of this number and of this NIK. Everybody waits for the smaller line first, so nobody waits
    /// in a circle.
    pub(crate) async fn take(&self, number: TicketNumber, nik: &BlindIndex) -> Turn<'_> {
        let (one, other) = (self.hasher.hash_one(number) % LINES, self.hasher.hash_one(nik.as_bytes()) % LINES);
        let first = self.wait(one.min(other)).await;
        let second = if one == other { None } else { self.wait(one.max(other)).await };
        [first, second]
    }

    async fn wait(&self, line: u64) -> Option<MutexGuard<'_, ()>> {
        Some(self.lines.get(usize::try_from(line).unwrap_or(0))?.lock().await)
    }
}
