//! Deletes counts of wrong lookups that are over, so that the table holds no more than the guessing of the last hour.

use std::time::Duration;

use database::Pool;
use runtime::{Clock, Job};
use tracing::info;

use crate::store;

/// Pause between two rounds.
const EVERY: Duration = Duration::from_mins(15);

/// The job. Several processes may run it at once.
pub(super) fn job(pool: Pool, clock: Clock) -> Job {
    Job::repeating("status.forget_wrong_tries", "forgets counts of wrong lookups that are over", EVERY, move || {
        forget(pool.clone(), clock.clone())
    })
}

async fn forget(pool: Pool, clock: Clock) -> anyhow::Result<()> {
    let forgotten = store::forget(&pool, clock.now()).await?;
    if forgotten > 0 {
        info!(forgotten, "counts of wrong lookups forgotten");
    }
    Ok(())
}
