//! Counts the words of searches that found nothing, so that supervisors see which answers are missing. The process
//! keeps no query: only words, each apart from the others, and keyed hashes of where they came from. docs/adr/0045

use std::collections::HashMap;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context as _;
use database::Pool;
use jiff::civil::Date;
use runtime::{Clock, Job};
use vault::{Index, Vault};
use web::Limit;

use crate::store::missed_searches::{self, Missed};

/// Pause between two writings.
const EVERY: Duration = Duration::from_secs(15);
/// Words that wait to be written at most; further ones are not counted.
const MOST_WAITING: usize = 2_000;
/// Searches of one network that are counted in an hour.
const PER_NETWORK: u32 = 30;
/// Letters of a word that is counted: shorter ones say nothing, longer ones are none.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=24;

/// Words by their marks, and their marks with the network.
type Waiting = HashMap<([u8; 32], [u8; 32]), Missed>;

/// The words that wait to be written. Clones share them.
#[derive(Clone)]
pub(crate) struct MissedSearches {
    vault: Vault,
    by_network: Arc<Limit<IpAddr>>,
    waiting: Arc<Mutex<Waiting>>,
}

impl MissedSearches {
    pub(crate) fn new(vault: Vault) -> Self {
        let most = NonZeroU32::new(PER_NETWORK).unwrap_or(NonZeroU32::MIN);
        let by_network = Arc::new(Limit::new("missed_searches", most, Duration::from_hours(1)));
        Self { vault, by_network, waiting: Arc::default() }
    }

    /// Counts the words of a search that found nothing, each with whether our own texts use it. Numbers are none.
    pub(crate) fn note(&self, network: IpAddr, words: Vec<(String, bool)>) {
        if self.by_network.check(&network).is_err() {
            return;
        }
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        for (word, is_known) in words {
            let is_word = LETTERS.contains(&word.len()) && word.bytes().all(|letter| letter.is_ascii_lowercase());
            if !is_word || waiting.len() >= MOST_WAITING {
                continue;
            }
            let mark = *self.vault.index(Index::MissedWord, word.as_bytes()).as_bytes();
            let of_network = format!("{word} {network}");
            let network = *self.vault.index(Index::MissedByNetwork, of_network.as_bytes()).as_bytes();
            waiting.insert((mark, network), Missed { mark, network, word, is_known });
        }
    }

    /// The job that writes them.
    pub(crate) fn job(&self, pool: Pool, clock: Clock) -> Job {
        let missed = self.clone();
        let about = "writes down the words of searches in the FAQ that found nothing";
        Job::repeating("intake.missed-searches", about, EVERY, move || {
            let (missed, pool, today) = (missed.clone(), pool.clone(), clock.today_wib());
            async move { flush(&missed, &pool, today).await }
        })
    }
}

/// Writes what waits. What cannot be written is not counted: it is no more than a count.
async fn flush(missed: &MissedSearches, pool: &Pool, today: Date) -> anyhow::Result<()> {
    let waiting = std::mem::take(&mut *missed.waiting.lock().unwrap_or_else(PoisonError::into_inner));
    let waiting: Vec<Missed> = waiting.into_values().collect();
    if waiting.is_empty() {
        return Ok(());
    }
    missed_searches::record(pool, &waiting, today).await.context("writing down searches that found nothing")
}

#[cfg(test)]
mod tests {
    use testing::Database;

    use super::*;

    fn missed() -> MissedSearches {
        MissedSearches::new(Vault::for_tests())
    }

    fn network(number: u8) -> IpAddr {
        IpAddr::from([10, 0, number, 0])
    }

    async fn shown(database: &Database) -> Vec<(String, i64)> {
        sqlx::query_as("SELECT word, networks FROM intake.missed ORDER BY word")
            .fetch_all(database.owner())
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn a_strangers_word_is_stored_and_shown_only_when_five_networks_typed_it() -> anyhow::Result<()> {
        let (database, missed) = (Database::create().await?, missed());
        let pool = Pool::connect(&database.service_url("INTAKE")?).await?;
        let today = Clock::system().today_wib();
        for from in [1, 2, 3, 4, 4] {
            missed.note(network(from), vec![("budiman".to_owned(), false), ("kartu".to_owned(), true)]);
            flush(&missed, &pool, today).await?;
        }
        assert_eq!(shown(&database).await, [("kartu".to_owned(), 4)]);
        let words: Vec<String> =
            sqlx::query_scalar("SELECT word FROM intake.missed_words").fetch_all(database.owner()).await?;
        assert_eq!(words, ["kartu"], "nowhere in the database");
        missed.note(network(5), vec![("budiman".to_owned(), false)]);
        flush(&missed, &pool, today).await?;
        assert_eq!(shown(&database).await, [("budiman".to_owned(), 5), ("kartu".to_owned(), 4)]);
        Ok(())
    }

    #[tokio::test]
    async fn numbers_and_what_one_network_repeats_are_not_counted() -> anyhow::Result<()> {
        let (database, missed) = (Database::create().await?, missed());
        let pool = Pool::connect(&database.service_url("INTAKE")?).await?;
        for word in ["3174015708010001", "ab", "naïf", "200kb"] {
            missed.note(network(1), vec![(word.to_owned(), true)]);
        }
        for _ in 0..2 * PER_NETWORK {
            missed.note(network(2), vec![("kartu".to_owned(), true)]);
        }
        missed.note(network(2), vec![("ujian".to_owned(), true)]);
        flush(&missed, &pool, Clock::system().today_wib()).await?;
        assert_eq!(shown(&database).await, [("kartu".to_owned(), 1)]);
        Ok(())
    }
}
