//! The job forgets what officers' work leaves behind when its period is over: answers that nobody sent, answers to many
//! tickets, counts by the hour, old versions of the FAQ. The operator sets the periods (`helpdesk retention`).

use std::time::Duration;

use database::Kept;
use desk::store::drafts;
use runtime::Job;

use crate::State;
use crate::store::retention;

/// Pause between two looks.
const PAUSE: Duration = Duration::from_hours(1);

/// The job.
pub(super) fn job(state: &State) -> Job {
    let state = state.clone();
    let about = "forgets drafts, answers to many tickets and counts whose period is over";
    Job::repeating("console.retention", about, PAUSE, move || {
        let state = state.clone();
        async move { forget_old(&state).await }
    })
}

/// Everything that is due. Safe to repeat, and to run in several processes.
///
/// # Errors
/// When the database is away.
pub async fn forget_old(state: &State) -> anyhow::Result<()> {
    let pool = &state.desks.pool;
    let kept = Kept::Drafts.period(pool).await?;
    while drafts::purge(pool, kept).await? > 0 {}
    while retention::forget_bulk_answer(pool).await? > 0 {}
    retention::forget_hours(pool).await?;
    retention::forget_faq(pool).await?;
    Ok(())
}
