//! Ticket numbers, handed out from blocks that this process has leased: one database row is touched once per block, not per ticket.
//!
//! A number is never handed out twice. Numbers of a block that was not used up (a restart, a new day) are never used: gaps are fine.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use database::Pool;
use domain::{FormCode, TicketNumber};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use runtime::Clock;

use crate::store::number_blocks;

/// Numbers in the first block of a form and day.
const SMALLEST_BLOCK: u32 = 64;
/// Numbers in a block under the heaviest demand; also the most that a restart leaves unused.
const LARGEST_BLOCK: u32 = 1024;
/// A block used up faster than this doubles the next one, another halves it.
const BUSY: SignedDuration = SignedDuration::from_secs(10);

/// The blocks that this process holds.
pub(crate) struct Numbers {
    pool: Pool,
    clock: Clock,
    sequences: Mutex<HashMap<(FormCode, Date), Sequence>>,
}

/// The numbers of one form and day; locked while a block is leased, so that one lease serves all who wait.
type Sequence = Arc<tokio::sync::Mutex<Block>>;

/// Numbers `next..end` are free.
#[derive(Debug, Default)]
struct Block {
    next: u32,
    end: u32,
    size: u32,
    leased_at: Timestamp,
}

impl Numbers {
    pub(crate) fn new(pool: Pool, clock: Clock) -> Self {
        Self { pool, clock, sequences: Mutex::default() }
    }

    /// The next free number of a form and day. Leases a block when there is none; callers of the same form and day wait for
    /// that one lease together.
    pub(crate) async fn next(&self, form: FormCode, day: Date) -> Result<TicketNumber, sqlx::Error> {
        let sequence = self.sequence(form, day);
        let mut block = sequence.lock().await;
        if block.next == block.end {
            let now = self.clock.now();
            let size = block.size_of_successor(now);
            let first = number_blocks::lease(&self.pool, form, day, size).await?;
            *block = Block { next: first, end: first + size, size, leased_at: now };
        }
        let number = TicketNumber::new(form, day, block.next);
        block.next += 1;
        Ok(number)
    }

    /// Lets go of the block of a form and day, because one of its numbers turned out to be taken (a database restored from an
    /// older state).
    pub(crate) fn forget(&self, form: FormCode, day: Date) {
        self.sequences.lock().unwrap_or_else(PoisonError::into_inner).remove(&(form, day));
    }

    fn sequence(&self, form: FormCode, day: Date) -> Sequence {
        let mut sequences = self.sequences.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sequence) = sequences.get(&(form, day)) {
            return Arc::clone(sequence);
        }
        // Midnight is when two days are in use; older ones are over.
        sequences.retain(|(_, kept), _| day.duration_since(*kept) <= SignedDuration::from_hours(24));
        Arc::clone(sequences.entry((form, day)).or_default())
    }
}

impl Block {
    fn size_of_successor(&self, now: Timestamp) -> u32 {
        let size = if now.duration_since(self.leased_at) < BUSY { self.size * 2 } else { self.size / 2 };
        size.clamp(SMALLEST_BLOCK, LARGEST_BLOCK)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn used_up(size: u32, after_seconds: i64) -> u32 {
        let leased_at = Timestamp::from_second(1_795_000_000).unwrap();
        let block = Block { next: size, end: size, size, leased_at };
        block.size_of_successor(leased_at + SignedDuration::from_secs(after_seconds))
    }

    #[test]
    fn blocks_grow_with_demand_and_shrink_without() {
        assert_eq!(Block::default().size_of_successor(Timestamp::from_second(1_795_000_000).unwrap()), 64);
        assert_eq!(used_up(64, 1), 128);
        assert_eq!(used_up(1024, 1), 1024);
        assert_eq!(used_up(256, 3600), 128);
        assert_eq!(used_up(64, 3600), 64);
    }
}
