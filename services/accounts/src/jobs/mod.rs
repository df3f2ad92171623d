//! What the service does besides answering requests. Every job is safe to run in any number of processes at once.

mod addresses;
mod commands;
mod forget;
mod forget_sessions;
mod new_passwords;
mod recheck;
mod removals;
mod sweep;

pub(crate) use commands::report;

use std::sync::Arc;

use database::{Inbox, Outbox, Schema};
use queue::{AmqpConfig, Publisher, Wake};
use runtime::Job;

use crate::state::State;

/// All jobs.
pub(crate) fn all(state: &Arc<State>, amqp: &AmqpConfig, publisher: Publisher) -> Vec<Job> {
    let (commands, _probe) = commands::consumer(amqp, &state.pool, &state.clock, publisher.clone());
    vec![
        // Nobody wakes it: whoever asks for a letter does so in a transaction that is not over yet.
        queue::relay(Outbox::new(state.pool.clone(), Schema::Accounts), publisher, Wake::new()),
        commands,
        queue::forget_seen(Inbox::new(state.pool.clone(), Schema::Accounts)),
        addresses::job(state),
        new_passwords::job(state.pool.clone(), state.clock.clone()),
        forget::job(state.pool.clone(), state.clock.clone()),
        forget_sessions::job(state.access.clone()),
        recheck::job(state),
        removals::job(state.pool.clone(), state.clock.clone()),
        sweep::job(state.files.clone()),
        forget::captchas(state.spent_captchas.clone()),
        state.periods.job(state.pool.clone()),
        state.notices.job("accounts.notices", state.pool.clone()),
    ]
}
