//! Each process keeps the calendar on a board.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use database::Pool;
use runtime::{Job, Staleness};

use crate::{Calendar, ledger};

/// Pause between two readings. With the reading it stays well within the minute in which a change is known everywhere.
const EVERY: Duration = Duration::from_secs(20);
/// Longest reading.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why the calendar could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The database did not answer in time.
    #[error("reading the calendar took too long")]
    Late,
    /// The database is away, or holds what this version does not know.
    #[error("the calendar could not be read")]
    Database(#[from] sqlx::Error),
}

/// The calendar as one process knows it: every hour until it was read for the first time. Clones share it.
#[derive(Clone, Debug)]
pub struct Board(Arc<RwLock<Arc<Calendar>>>);

impl Default for Board {
    fn default() -> Self {
        Self(Arc::new(RwLock::new(Arc::new(Calendar::around_the_clock()))))
    }
}

impl Board {
    /// The calendar of now.
    #[must_use]
    pub fn calendar(&self) -> Arc<Calendar> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the calendar anew.
    ///
    /// # Errors
    /// When the database is away, too slow, or holds what this version does not know. The board stays as it was.
    pub async fn refresh(&self, pool: &Pool) -> Result<(), ReadError> {
        let read = tokio::time::timeout(PATIENCE, ledger::read(pool));
        let calendar = read.await.map_err(|_late| ReadError::Late)??;
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(calendar);
        Ok(())
    }

    /// The job that keeps the board up to date, named as its service wants. While the database is away the last known
    /// calendar counts.
    #[must_use]
    pub fn job(&self, name: &'static str, pool: Pool) -> Job {
        let (board, about) = (self.clone(), "reads every twenty seconds when the office works");
        let staleness =
            Staleness { begins: "the last known calendar counts", ends: "the calendar is up to date again" };
        Job::watching(name, about, EVERY, staleness, move || {
            let (board, pool) = (board.clone(), pool.clone());
            async move { Ok(board.refresh(&pool).await?) }
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use runtime::Clock;
    use testing::Database;
    use uuid::Uuid;

    use super::*;
    use crate::Week;
    use crate::ledger::Added;

    #[tokio::test]
    async fn every_process_learns_of_a_change_at_its_next_look() -> anyhow::Result<()> {
        let (database, clock, by) = (Database::create().await?, Clock::system(), Uuid::from_u128(1));
        let console = Pool::connect(&database.service_url("CONSOLE")?).await?;
        let day = date(2026, 12, 25);
        assert_eq!(ledger::read(&console).await?, Calendar::around_the_clock(), "as it is installed");
        let week = Week::new([true, true, true, true, true, true, false], 450, 1440)?;
        ledger::set_week(&console, week, by, clock.now()).await?;
        assert_eq!(ledger::add_holiday(&console, day, "Hari Raya Natal", by, clock.now()).await?, Added::Yes);
        assert_eq!(ledger::add_holiday(&console, day, "Natal", by, clock.now()).await?, Added::Known);
        for service in ["INTAKE", "ANSWER", "CONSOLE", "STATUS"] {
            let (board, pool) = (Board::default(), Pool::connect(&database.service_url(service)?).await?);
            assert_eq!(*board.calendar(), Calendar::around_the_clock());
            board.refresh(&pool).await?;
            let calendar = board.calendar();
            let holidays: Vec<_> = calendar.holidays().iter().map(|(day, name)| (*day, name.as_str())).collect();
            assert_eq!((calendar.week(), holidays), (week, vec![(day, "Hari Raya Natal")]), "{service}");
        }
        assert!(ledger::remove_holiday(&console, day).await? && !ledger::remove_holiday(&console, day).await?);
        Ok(())
    }

    #[tokio::test]
    async fn while_the_database_is_away_the_last_known_calendar_counts() -> anyhow::Result<()> {
        let (database, board) = (Database::create().await?, Board::default());
        let pool = Pool::connect(&database.service_url("STATUS")?).await?;
        database.execute("UPDATE workdays.week SET closes = 900").await?;
        board.refresh(&pool).await?;
        database.execute("ALTER TABLE workdays.week RENAME TO lost").await?;
        assert!(board.refresh(&pool).await.is_err());
        assert_eq!(board.calendar().week().closes(), 900);
        Ok(())
    }

    #[tokio::test]
    async fn there_are_no_more_holidays_than_there_can_be() -> anyhow::Result<()> {
        let (database, clock, by) = (Database::create().await?, Clock::system(), Uuid::from_u128(1));
        database
            .execute(
                "INSERT INTO workdays.holidays
                 SELECT date '2026-01-01' + n, 'Libur', gen_random_uuid(), now() FROM generate_series(1, 400) n",
            )
            .await?;
        let added = ledger::add_holiday(database.owner(), date(2026, 1, 1), "Tahun Baru", by, clock.now()).await?;
        assert_eq!(added, Added::TooMany);
        Ok(())
    }
}
