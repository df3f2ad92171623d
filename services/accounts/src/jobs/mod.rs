//! What the service does besides answering requests. Every job is safe to run in any number of processes at once.

mod forget;
mod forget_sessions;
mod recheck;
mod sweep;

use std::sync::Arc;

use runtime::Job;

use crate::state::State;

/// All jobs.
pub(crate) fn all(state: &Arc<State>) -> Vec<Job> {
    vec![
        forget::job(state.pool.clone(), state.clock.clone()),
        forget_sessions::job(state.access.clone()),
        recheck::job(state),
        sweep::job(state.files.clone()),
        forget::captchas(state.spent_captchas.clone()),
        state.periods.job(state.pool.clone()),
        state.notices.job("accounts.notices", state.pool.clone()),
    ]
}
