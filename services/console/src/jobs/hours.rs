//! The job counts what came and what the desks answered, for the overview.

use std::time::Duration;

use runtime::Job;

use crate::State;
use crate::store::{hours, quality};

/// Pause between two counts: the overview is at most this old.
const PAUSE: Duration = Duration::from_secs(30);

/// The job.
pub(super) fn job(state: &State) -> Job {
    let state = state.clone();
    Job::repeating("console.hours", "counts what came and what was answered in each hour", PAUSE, move || {
        let state = state.clone();
        async move { count_hours(&state).await }
    })
}

/// Counts once.
///
/// # Errors
/// When the database is away.
pub async fn count_hours(state: &State) -> anyhow::Result<()> {
    let mut transaction = state.desks.pool.begin().await?;
    // Of several processes one counts at a time.
    if hours::lock_counting(&mut *transaction).await? {
        hours::count(&mut transaction, state.now()).await?;
        quality::count(&mut transaction, state.now()).await?;
        transaction.commit().await?;
    }
    Ok(())
}
