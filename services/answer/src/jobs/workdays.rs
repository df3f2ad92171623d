//! The job reads when the office works.

use runtime::Job;

use crate::State;

/// The job.
pub(super) fn job(state: &State) -> Job {
    state.desks.workdays.job("answer.workdays", state.desks.pool.clone())
}

/// Reads it once.
///
/// # Errors
/// When the database is away; what was known stays.
pub async fn read_calendar(state: &State) -> anyhow::Result<()> {
    Ok(state.desks.workdays.refresh(&state.desks.pool).await?)
}
