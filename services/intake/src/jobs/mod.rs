//! What the service does besides answering requests. Every job is safe to run in any number of processes at once.

mod forget_captchas;
mod forget_filings;
mod forget_keys;
mod forget_missed;
mod partitions;
mod retention;
mod sweep;
mod sweep_drafts;
mod unrouted;

use database::{Outbox, Schema};
use queue::{Publisher, ResendPolicy};
use runtime::Job;

use crate::periods;
use crate::state::State;

pub use sweep::sweep_once;
pub use sweep_drafts::sweep_drafts_once;
pub use unrouted::{list_unrouted, send_unrouted};

/// All jobs.
pub(crate) fn all(state: &State, publisher: Publisher, resend: ResendPolicy) -> Vec<Job> {
    vec![
        queue::relay(Outbox::new(state.pool.clone(), Schema::Intake), publisher, state.wake.clone()),
        partitions::job(state.pool.clone(), state.clock.clone()),
        sweep::job(state.pool.clone(), state.store.clone(), state.clock.clone()),
        sweep_drafts::job(state.store.clone(), state.clock.clone()),
        retention::job(state.pool.clone(), state.store.clone()),
        forget_keys::job(state.pool.clone()),
        forget_captchas::job(state.spent_captchas.clone()),
        forget_filings::job(state.pool.clone(), state.clock.clone()),
        forget_missed::job(state.pool.clone(), state.clock.clone()),
        unrouted::job(state.pool.clone(), state.clock.clone(), state.wake.clone(), resend),
        state.notices.job("intake.notices", state.pool.clone()),
        state.workdays.job("intake.workdays", state.pool.clone()),
        state.faq.job(state.pool.clone()),
        state.missed_searches.job(state.pool.clone(), state.clock.clone()),
        periods::job(state.periods.clone(), state.pool.clone()),
    ]
}
