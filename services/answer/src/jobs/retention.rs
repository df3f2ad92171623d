//! The job forgets the texts that agencies posted for reports, and commands to accounts that are settled, when their
//! period is over. The operator sets the period (`helpdesk retention`).

use std::time::Duration;

use database::Kept;
use desk::store::texts;
use jiff::{SignedDuration, Timestamp};
use runtime::Job;

use crate::State;
use crate::store::account_commands;

/// Pause between two looks.
const PAUSE: Duration = Duration::from_hours(1);

/// The job.
pub(super) fn job(state: &State) -> Job {
    let state = state.clone();
    Job::repeating(
        "answer.retention",
        "forgets posted texts and settled commands whose period is over",
        PAUSE,
        move || {
            let state = state.clone();
            async move { forget_old(&state).await }
        },
    )
}

/// Everything that is due. Safe to repeat, and to run in several processes.
///
/// # Errors
/// When the database is away.
pub async fn forget_old(state: &State) -> anyhow::Result<()> {
    let pool = &state.desks.pool;
    let kept = Kept::Texts.period(pool).await?;
    while texts::purge(pool, kept).await? > 0 {}
    let kept = SignedDuration::try_from(Kept::Inbox.period(pool).await?)?;
    let until = state.desks.now().saturating_sub(kept).unwrap_or(Timestamp::MIN);
    while account_commands::forget(pool, until).await? > 0 {}
    Ok(())
}
