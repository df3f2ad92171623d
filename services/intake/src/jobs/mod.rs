//! What the service does besides answering requests. Every job is safe to run in any number of processes at once.

mod forget_captchas;
mod forget_filings;
mod forget_keys;
mod partitions;
mod retention;
mod sweep;
mod sweep_drafts;
mod unrouted;

use database::{Outbox, Schema};
use queue::{Publisher, ResendPolicy};
use runtime::Job;

use crate::{Intake, periods};

pub use sweep::{SweepError, Swept, sweep_once};
pub use sweep_drafts::sweep_drafts_once;
pub use unrouted::{list_unrouted, send_unrouted};

/// All jobs.
pub(crate) fn all(intake: &Intake, publisher: Publisher, resend: ResendPolicy) -> Vec<Job> {
    vec![
        queue::relay(Outbox::new(intake.pool.clone(), Schema::Intake), publisher, intake.wake.clone()),
        partitions::job(intake.pool.clone(), intake.clock.clone()),
        sweep::job(intake.pool.clone(), intake.store.clone(), intake.clock.clone()),
        sweep_drafts::job(intake.store.clone(), intake.clock.clone()),
        retention::job(intake.pool.clone(), intake.store.clone()),
        forget_keys::job(intake.pool.clone()),
        forget_captchas::job(intake.spent_captchas.clone()),
        forget_filings::job(intake.pool.clone(), intake.clock.clone()),
        unrouted::job(intake.pool.clone(), intake.clock.clone(), intake.wake.clone(), resend),
        intake.notices.job("intake.notices", intake.pool.clone()),
        periods::job(intake.periods.clone(), intake.pool.clone()),
    ]
}
