//! What the service does besides answering requests. Every job is safe to run in any number of processes at once.

mod closing;
mod reminders;
mod stampings;
mod sweep_files;
mod unissued;

use database::{Outbox, Schema};
use queue::{Publisher, Wake};
use runtime::Job;

use crate::state::State;

/// All jobs.
pub(crate) fn all(state: &State, publisher: Publisher) -> Vec<Job> {
    vec![
        // Nobody wakes it: whoever writes does so in a transaction that is not over yet.
        queue::relay(Outbox::new(state.pool.clone(), Schema::Registration), publisher, Wake::new()),
        sweep_files::doomed(state.documents.clone()),
        sweep_files::unknown(state.documents.clone()),
        reminders::job(state.pool.clone(), state.clock.clone()),
        stampings::job(state.pool.clone(), state.clock.clone()),
        closing::job(state.pool.clone(), state.clock.clone()),
        unissued::job(state.pool.clone(), state.store.clone(), state.clock.clone()),
        state.notices.job("registration.notices", state.pool.clone()),
    ]
}
