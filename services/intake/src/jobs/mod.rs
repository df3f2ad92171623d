//! What the service does besides answering requests. Every job is safe to run in any number of processes at once.

mod forget_captchas;
mod forget_filings;
mod forget_keys;
mod partitions;
mod sweep;
mod sweep_drafts;

use database::{Outbox, Schema};
use queue::Publisher;
use runtime::Job;

use crate::Intake;

pub use sweep::{SweepError, Swept, sweep_once};
pub use sweep_drafts::sweep_drafts_once;

/// All jobs.
pub(crate) fn all(intake: &Intake, publisher: Publisher) -> Vec<Job> {
    vec![
        queue::relay(Outbox::new(intake.pool.clone(), Schema::Intake), publisher, intake.wake.clone()),
        partitions::job(intake.pool.clone(), intake.clock.clone()),
        sweep::job(intake.pool.clone(), intake.store.clone(), intake.clock.clone()),
        sweep_drafts::job(intake.store.clone(), intake.clock.clone()),
        forget_keys::job(intake.pool.clone()),
        forget_captchas::job(intake.pool.clone()),
        forget_filings::job(intake.pool.clone(), intake.clock.clone()),
        intake.notices.job("intake.notices", intake.pool.clone()),
    ]
}
