//! How long what concerns applicants is kept, for the privacy page: as the operator set it, never as somebody once
//! wrote it down.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use database::{Kept, Pool};
use runtime::Job;

/// Pause between two readings.
const EVERY: Duration = Duration::from_mins(1);

/// The periods that the page tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    /// Of what was filed.
    pub(crate) tickets: Duration,
    /// Of the marks that make a resend one ticket.
    pub(crate) idempotency: Duration,
}

/// The periods as this process knows them: none until they were read for the first time.
#[derive(Debug, Default)]
pub(crate) struct Periods(RwLock<Option<Told>>);

impl Periods {
    /// What was read last; `None`: nothing yet.
    pub(crate) fn told(&self) -> Option<Told> {
        *self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads them anew. While the database is away the last ones stay.
    async fn refresh(&self, pool: &Pool) -> anyhow::Result<()> {
        let told =
            Told { tickets: Kept::Tickets.period(pool).await?, idempotency: Kept::Idempotency.period(pool).await? };
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(told);
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
        assert_eq!(periods.told(), None);
        sqlx::query("UPDATE retention.periods SET days = 365 WHERE kind = 'tickets'").execute(database.owner()).await?;
        periods.refresh(&pool).await?;
        let days = |days: u64| Duration::from_hours(24 * days);
        assert_eq!(periods.told(), Some(Told { tickets: days(365), idempotency: days(7) }));
        Ok(())
    }
}
