//! Hands out registration numbers from blocks that this process has leased, so that no row of the database is touched
//! for each.
//!
//! A block is of sequences of a kind, year and agency. A keyed permutation of these three turns each sequence into the
//! digits of a number ([`RegistrationNumber`]): no number tells another one, nor how many there are. No number is
//! handed out twice. Numbers of a block that was not used up are never used: gaps are fine.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use database::Pool;
use domain::{AgencyNumber, NineDigits, RegistrationNumber, SelectionKind};
use jiff::{SignedDuration, Timestamp};
use runtime::Clock;
use vault::{Permutation, Permuted, Vault};

use crate::store::numbers;

/// Numbers in the first block of a kind, year and agency. Most agencies get few registrations at a time.
const SMALLEST_BLOCK: u32 = 8;
/// Numbers in a block under the heaviest demand; also the most that a restart leaves unused.
const LARGEST_BLOCK: u32 = 1024;
/// A block used up faster than this doubles the next one, another halves it.
const BUSY: SignedDuration = SignedDuration::from_secs(10);
/// Agencies and kinds whose blocks are held at once: more than there are. Beyond them all blocks are let go.
const MOST_HELD: usize = 10_000;

/// Why there is no number.
#[derive(Debug, thiserror::Error)]
pub enum NoNumber {
    /// The database did not lease a block.
    #[error("leasing a block of registration numbers")]
    Database(#[from] sqlx::Error),
    /// No import ever brought the agency, or its thousand million numbers of the year are given out.
    #[error("the agency has no registration number left")]
    None,
}

/// The blocks that this process holds.
pub struct Numbers {
    pool: Pool,
    permutation: Permutation,
    clock: Clock,
    sequences: Mutex<HashMap<(SelectionKind, u8, String), Sequence>>,
}

/// The numbers of one kind, year and agency; locked while a block is leased, so that one lease serves all who wait.
type Sequence = Arc<tokio::sync::Mutex<Block>>;

/// Sequences `next..end` are free.
#[derive(Debug, Default)]
struct Block {
    agency: Option<AgencyNumber>,
    next: u32,
    end: u32,
    size: u32,
    leased_at: Timestamp,
}

impl Numbers {
    /// Holds no block yet.
    #[must_use]
    pub fn new(pool: Pool, vault: &Vault, clock: Clock) -> Self {
        let permutation = vault.permutation(Permuted::RegistrationNumber, NineDigits::COUNT);
        Self { pool, permutation, clock, sequences: Mutex::default() }
    }

    /// The next free number of a kind and agency (`instansi_id`) in a year. Leases a block when there is none, on a
    /// connection of its own that is back before this returns; callers of the same kind and agency wait for that one
    /// lease together. Take the number before the transaction that uses it begins: whoever holds a connection and waits
    /// for another one keeps others waiting.
    ///
    /// # Errors
    /// [`NoNumber`].
    pub async fn next(&self, kind: SelectionKind, year: i16, agency_id: &str) -> Result<RegistrationNumber, NoNumber> {
        let of_century = u8::try_from(year.rem_euclid(100)).unwrap_or_default();
        let sequence = self.sequence(kind, of_century, agency_id);
        let mut block = sequence.lock().await;
        if block.next == block.end {
            let now = self.clock.now();
            let size = block.size_of_successor(now);
            let leased = numbers::lease(&self.pool, (kind, of_century, agency_id), size).await?;
            let (agency, first) = leased.ok_or(NoNumber::None)?;
            *block = Block { agency: Some(agency), next: first, end: first + size, size, leased_at: now };
        }
        let agency = block.agency.ok_or(NoNumber::None)?;
        let number = self.number(kind, year, agency, block.next).ok_or(NoNumber::None)?;
        block.next += 1;
        Ok(number)
    }

    /// Lets go of a block, because one of its numbers turned out to be taken (a database restored from an older state).
    pub fn forget(&self, kind: SelectionKind, year: i16, agency_id: &str) {
        let of_century = u8::try_from(year.rem_euclid(100)).unwrap_or_default();
        let key = (kind, of_century, agency_id.to_owned());
        self.sequences.lock().unwrap_or_else(PoisonError::into_inner).remove(&key);
    }

    /// The number of the `sequence`-th registration of a kind, year and agency, from 1 on; `None` beyond a thousand
    /// million.
    fn number(
        &self,
        kind: SelectionKind,
        year: i16,
        agency: AgencyNumber,
        sequence: u32,
    ) -> Option<RegistrationNumber> {
        let tweak = format!("{kind} {:02} {:04}", year.rem_euclid(100), agency.get());
        let place = self.permutation.place_of(tweak.as_bytes(), sequence.checked_sub(1)?)?;
        Some(RegistrationNumber::drawn(kind, year, agency, NineDigits::new(place)?))
    }

    fn sequence(&self, kind: SelectionKind, year: u8, agency_id: &str) -> Sequence {
        let mut sequences = self.sequences.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (kind, year, agency_id.to_owned());
        if let Some(sequence) = sequences.get(&key) {
            return Arc::clone(sequence);
        }
        if sequences.len() >= MOST_HELD {
            sequences.clear();
        }
        Arc::clone(sequences.entry(key).or_default())
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
        let block = Block { next: size, end: size, size, leased_at, agency: None };
        block.size_of_successor(leased_at + SignedDuration::from_secs(after_seconds))
    }

    #[test]
    fn blocks_grow_with_demand_and_shrink_without() {
        assert_eq!(Block::default().size_of_successor(Timestamp::from_second(1_795_000_000).unwrap()), 8);
        assert_eq!(used_up(8, 1), 16);
        assert_eq!(used_up(1024, 1), 1024);
        assert_eq!(used_up(256, 3600), 128);
        assert_eq!(used_up(8, 3600), 8);
    }
}
