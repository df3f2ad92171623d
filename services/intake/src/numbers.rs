//! Hands out ticket numbers from blocks that this process has leased. A lease touches one database row per block,
//! rather than one per ticket.
//!
//! A block is of sequences: the first, the second, the third of a form and day. A keyed permutation of that form and
//! day ([`NumberPermutation`]) turns each sequence into a number. So no number tells another one, nor how many there
//! are.
//!
//! No number is handed out twice. Numbers of a block that was not used up (a restart, a new day) are never used: gaps
//! are fine.

use database::Pool;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::{FormCode, SevenDigits, TicketNumber};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use runtime::Clock;
use vault::{Permutation, Permuted, Vault};

use crate::store::number_blocks;

/// Numbers in the first block of a form and day.
const SMALLEST_BLOCK: u32 = 64;
/// Numbers in a block under the heaviest demand; also the most that a restart leaves unused.
const LARGEST_BLOCK: u32 = 1024;
/// A block used up faster than this doubles the next one, another halves it.
const BUSY: SignedDuration = SignedDuration::from_secs(10);

/// Turns sequences into numbers.
#[derive(Debug)]
pub struct NumberPermutation {
    permutation: Permutation,
}

/// Why there is no number.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoNumber {
    /// The database did not lease a block.
    #[error("leasing a block of ticket numbers")]
    Database(#[from] sqlx::Error),
    /// Ten million of this form were filed on this day.
    #[error("all ticket numbers of this form and day are given out")]
    Exhausted,
}

impl NumberPermutation {
    /// With the same vault, the same sequences make the same numbers.
    #[must_use]
    pub fn new(vault: &Vault) -> Self {
        Self { permutation: vault.permutation(Permuted::TicketNumber, SevenDigits::COUNT) }
    }

    /// The number of the `sequence`-th submission of a form on a day, from 1 on; `None` beyond ten million.
    #[must_use]
    pub fn number(&self, form: FormCode, day: Date, sequence: u32) -> Option<TicketNumber> {
        let tweak = format!("{form} {day}");
        let place = self.permutation.place_of(tweak.as_bytes(), sequence.checked_sub(1)?)?;
        Some(TicketNumber::drawn(form, day, SevenDigits::new(place)?))
    }
}

/// The blocks that this process holds.
pub(crate) struct Numbers {
    pool: Pool,
    permutation: NumberPermutation,
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
    pub(crate) fn new(pool: Pool, vault: &Vault, clock: Clock) -> Self {
        Self { pool, permutation: NumberPermutation::new(vault), clock, sequences: Mutex::default() }
    }

    /// The next free number of a form and day. Leases a block when there is none; callers of the same form and day wait
    /// for that one lease together.
    pub(crate) async fn next(&self, form: FormCode, day: Date) -> Result<TicketNumber, NoNumber> {
        let sequence = self.sequence(form, day);
        let mut block = sequence.lock().await;
        if block.next == block.end {
            let now = self.clock.now();
            let size = block.size_of_successor(now);
            let first = number_blocks::lease(&self.pool, form, day, size).await?.ok_or(NoNumber::Exhausted)?;
            *block = Block { next: first, end: first + size, size, leased_at: now };
        }
        let number = self.permutation.number(form, day, block.next).ok_or(NoNumber::Exhausted)?;
        block.next += 1;
        Ok(number)
    }

    /// Lets go of the block of a form and day, because one of its numbers turned out to be taken (a database restored
    /// from an older state).
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

    #[test]
    fn numbers_of_one_day_are_all_different_and_none_follows_from_another() {
        let permutation = NumberPermutation::new(&Vault::for_tests());
        let (form, day) = ("70".parse().unwrap(), jiff::civil::date(2026, 11, 29));
        let numbers: Vec<TicketNumber> =
            (1..=1000).map(|sequence| permutation.number(form, day, sequence).unwrap()).collect();
        let different: std::collections::BTreeSet<&TicketNumber> = numbers.iter().collect();
        assert_eq!(different.len(), 1000);
        let seven: Vec<i64> = numbers.iter().map(|number| number.to_string()[10..17].parse().unwrap()).collect();
        let steps: std::collections::BTreeSet<i64> = seven.windows(2).map(|two| two[1] - two[0]).collect();
        assert!(steps.len() > 990, "steps between neighbours repeat");
        assert!(seven.iter().all(|value| (0..10_000_000).contains(value)));
    }

    #[test]
    fn each_form_and_day_has_its_own_numbers() {
        let permutation = NumberPermutation::new(&Vault::for_tests());
        let (form, day) = ("70".parse().unwrap(), jiff::civil::date(2026, 11, 29));
        let seven = |form, day| permutation.number(form, day, 1).unwrap().to_string()[10..17].to_owned();
        let one = seven(form, day);
        assert_eq!(seven(form, day), one);
        assert_ne!(seven(form, day.tomorrow().unwrap()), one);
        assert_ne!(seven("66".parse().unwrap(), day), one);
    }

    #[test]
    fn the_ten_millionth_is_the_last_of_its_day() {
        let permutation = NumberPermutation::new(&Vault::for_tests());
        let (form, day) = ("70".parse().unwrap(), jiff::civil::date(2026, 11, 29));
        assert!(permutation.number(form, day, 10_000_000).is_some());
        assert_eq!((permutation.number(form, day, 10_000_001), permutation.number(form, day, 0)), (None, None));
    }

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
