//! One lookup at a time for each ticket number, so that guesses sent at the same moment are counted one after the other.
//!
//! Without it a crowd of guesses would all read "no wrong NIK so far" before the first of them is counted, and the right one among
//! them would be answered. Between processes the bound is one guess each, since each of them lets one through.

use std::hash::{BuildHasher, RandomState};

use domain::TicketNumber;
use tokio::sync::{Mutex, MutexGuard};

/// Numbers share a place in line with few others, and the memory is bounded.
const LINES: usize = 1024;

/// The lines in which lookups wait.
#[derive(Debug)]
pub(crate) struct Turns {
    lines: Box<[Mutex<()>]>,
    hasher: RandomState,
}

/// Held until the outcome is counted.
pub(crate) type Turn<'a> = Option<MutexGuard<'a, ()>>;

impl Turns {
    pub(crate) fn new() -> Self {
        Self { lines: (0..LINES).map(|_line| Mutex::new(())).collect(), hasher: RandomState::new() }
    }

    /// Waits for the turn of this number.
    pub(crate) async fn take(&self, number: TicketNumber) -> Turn<'_> {
        let line = self.hasher.hash_one(number.to_string()) % LINES as u64;
        let line = self.lines.get(usize::try_from(line).unwrap_or(0))?;
        Some(line.lock().await)
    }
}
