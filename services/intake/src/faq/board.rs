//! Each process keeps the FAQ on a board.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use database::{Inconsistent, Pool};
use faq::ledger;
use runtime::{Job, Staleness};

use super::{Faq, InvalidFile};

/// Pause between two looks. With the reading it stays well within the minute in which a publication is seen everywhere.
const EVERY: Duration = Duration::from_secs(20);
/// Longest reading.
const PATIENCE: Duration = Duration::from_secs(10);

/// The FAQ as one process knows it: the files until the database has something. Clones share it.
#[derive(Clone, Debug)]
pub(crate) struct Board(Arc<RwLock<Known>>);

#[derive(Debug)]
struct Known {
    /// The publication that was read last; 0: the files.
    edition: i64,
    faq: Arc<Faq>,
}

impl Board {
    /// A board with what the files say; [`Board::job`] fills it.
    pub(crate) fn new() -> Result<Self, InvalidFile> {
        Ok(Self(Arc::new(RwLock::new(Known { edition: 0, faq: Arc::new(Faq::of_files()?) }))))
    }

    /// What is to be shown now.
    pub(crate) fn faq(&self) -> Arc<Faq> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner).faq)
    }

    /// Reads what is published, if that is something new.
    ///
    /// # Errors
    /// When the database is away, too slow, or holds what this version does not know. The board stays as it was.
    pub(crate) async fn refresh(&self, pool: &Pool) -> anyhow::Result<()> {
        tokio::time::timeout(PATIENCE, self.read(pool)).await?
    }

    async fn read(&self, pool: &Pool) -> anyhow::Result<()> {
        // The number first: what is published meanwhile is read once more, and never missed.
        let edition = ledger::edition(pool).await?;
        if edition == self.0.read().unwrap_or_else(PoisonError::into_inner).edition {
            return Ok(());
        }
        let faq = match edition {
            0 => Faq::of_files()?,
            _ => Faq::of(ledger::published(pool).await?)
                .map_err(|_fault| Inconsistent::new("faq.versions", "answer", &edition))?,
        };
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Known { edition, faq: Arc::new(faq) };
        Ok(())
    }

    /// The job that keeps the board up to date. While the database is away, what was read last stays.
    pub(crate) fn job(&self, pool: Pool) -> Job {
        let (board, about) = (self.clone(), "reads the FAQ every twenty seconds, if somebody has published something");
        let staleness = Staleness { begins: "the last known FAQ stays up", ends: "the FAQ is up to date again" };
        Job::watching("intake.faq", about, EVERY, staleness, move || {
            let (board, pool) = (board.clone(), pool.clone());
            async move { board.refresh(&pool).await }
        })
    }
}

#[cfg(test)]
mod tests {
    use faq::{Audience, Entry, Kind, Topic};
    use runtime::Clock;
    use testing::Database;
    use uuid::Uuid;

    use super::*;
    use crate::faq::{Found, seeds};

    fn titles(board: &Board) -> Vec<String> {
        board.faq().page(Kind::Everyone, Topic::Login).map(|question| question.title.clone()).collect()
    }

    fn entry(answer: &str) -> Entry {
        let [question, asked, answer] = ["Apa kabar baru?", "zzkabar", answer].map(str::to_owned);
        Entry { audience: Audience::Everyone, topic: Topic::Login, question, asked, answer }
    }

    #[tokio::test]
    async fn what_is_published_and_withdrawn_shows_at_the_next_look() -> anyhow::Result<()> {
        let database = Database::create().await?;
        let (owner, pool) = (database.owner(), Pool::connect(&database.service_url("INTAKE")?).await?);
        let (board, clock, id) = (Board::new()?, Clock::system(), Uuid::from_u128(1));
        let files = titles(&board);
        board.refresh(&pool).await?;
        assert_eq!(titles(&board), files, "an empty database: the files");

        let mut on = owner.acquire().await?;
        ledger::seed(&mut on, &seeds(&clock)?).await?;
        board.refresh(&pool).await?;
        assert_eq!(titles(&board), files, "seeded: the same in the same order");

        assert!(ledger::create(&mut on, id, &entry("Baik."), id, clock.now()).await?);
        board.refresh(&pool).await?;
        assert_eq!(titles(&board), files, "a proposal is nobody's to read");

        assert!(ledger::publish(&mut on, (id, 1), clock.now()).await?);
        board.refresh(&pool).await?;
        assert!(titles(&board).contains(&"Apa kabar baru?".to_owned()));
        assert_eq!(board.faq().search("zzkabar").first().map(Found::title), Some("Apa kabar baru?"));

        assert!(ledger::withdraw(&mut on, (id, 1)).await?);
        board.refresh(&pool).await?;
        assert_eq!(titles(&board), files);
        Ok(())
    }

    #[tokio::test]
    async fn seeding_again_brings_back_nothing_that_was_withdrawn_or_changed() -> anyhow::Result<()> {
        let database = Database::create().await?;
        let (clock, mut on) = (Clock::system(), database.owner().acquire().await?);
        assert!(ledger::seed(&mut on, &seeds(&clock)?).await? > 50);
        let (first, _) = ledger::list(&mut on).await?.remove(0);
        assert!(ledger::withdraw(&mut on, (first.id, 1)).await?);
        assert_eq!(ledger::seed(&mut on, &seeds(&clock)?).await?, 0);
        assert_eq!(ledger::find(&mut on, first.id).await?.and_then(|standing| standing.published), None);
        Ok(())
    }

    #[tokio::test]
    async fn what_cannot_be_shown_leaves_the_board_as_it_was() -> anyhow::Result<()> {
        let database = Database::create().await?;
        let pool = Pool::connect(&database.service_url("INTAKE")?).await?;
        let (board, id) = (Board::new()?, Uuid::from_u128(1));
        let files = titles(&board);
        let mut on = database.owner().acquire().await?;
        ledger::create(&mut on, id, &entry("<script>"), id, Clock::system().now()).await?;
        ledger::publish(&mut on, (id, 1), Clock::system().now()).await?;
        assert!(board.refresh(&pool).await.is_err());
        assert_eq!(titles(&board), files);
        Ok(())
    }
}
