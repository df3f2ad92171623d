//! Tells the privacy page how long the service keeps what concerns applicants: as the operator set it, never as
//! somebody once wrote it down.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use database::{Kept, Pool};
use runtime::Job;

/// Pause between two readings.
const EVERY: Duration = Duration::from_mins(1);

/// The periods that the page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ShownPeriods {
    /// Of what was filed.
    pub(crate) tickets: Duration,
    /// Of the marks that make a resend one ticket.
    pub(crate) idempotency: Duration,
    /// Of the words that people searched for in vain.
    pub(crate) searches: Duration,
}

/// The periods as this process knows them: none until they were read for the first time.
#[derive(Debug, Default)]
pub(crate) struct Periods(RwLock<Option<ShownPeriods>>);

impl Periods {
    /// What was read last; `None`: nothing yet.
    pub(crate) fn shown(&self) -> Option<ShownPeriods> {
        *self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads them anew. While the database is away the last ones stay.
    async fn refresh(&self, pool: &Pool) -> anyhow::Result<()> {
        let shown = ShownPeriods {
            tickets: Kept::Tickets.period(pool).await?,
            idempotency: Kept::Idempotency.period(pool).await?,
            searches: Kept::Searches.period(pool).await?,
        };
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(shown);
        Ok(())
    }
}

/// The job that keeps them up to date.
pub(crate) fn job(periods: Arc<Periods>, pool: Pool) -> Job {
    Job::repeating("intake.periods", "reads for the privacy page how long data is kept", EVERY, move || {
        let (periods, pool) = (periods.clone(), pool.clone());
        async move { periods.refresh(&pool).await }
    })
}

#[cfg(test)]
mod tests {
    use testing::Database;

    use super::*;

    #[tokio::test]
    async fn the_page_tells_what_the_operator_set() -> anyhow::Result<()> {
        let database = Database::create().await?;
        let (periods, pool) = (Periods::default(), Pool::connect(&database.service_url("INTAKE")?).await?);
        assert_eq!(periods.shown(), None);
        sqlx::query("UPDATE retention.periods SET days = 365 WHERE kind = 'tickets'").execute(database.owner()).await?;
        periods.refresh(&pool).await?;
        let days = |days: u64| Duration::from_hours(24 * days);
        assert_eq!(
            periods.shown(),
            Some(ShownPeriods { tickets: days(365), idempotency: days(7), searches: days(90) })
        );
        Ok(())
    }
}
