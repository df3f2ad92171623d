//! Everything this service does besides answering requests:
//!
//! - the relay sends what officers' transactions wrote to the desks' outbox,
//! - the hours are counted for the overview,
//! - bulk answers are given,
//! - tickets that are alike are grouped,
//! - the sealer chains the audit log's entries, about a second after they were written,
//! - two purges forget what officers' work leaves behind, and sessions and attempts to sign in that have run out.

mod audit_seal;
mod bulk;
mod clusters;
mod forget_sessions;
mod hours;
mod retention;

pub use bulk::answer_bulk;
pub use clusters::group_tickets;
pub use hours::count_hours;
pub use retention::forget_old;

use database::{Outbox, Schema};
use queue::{AmqpConfig, Publisher};
use runtime::{Job, Probe};

use crate::App;

/// All jobs, and the probes of what they need.
pub(crate) fn all(app: &App, amqp: &AmqpConfig) -> (Vec<Job>, Vec<Probe>) {
    let desks = &app.desks;
    let (publisher, connection, broker) = Publisher::start(amqp.clone(), desks.clock.clone());
    let outbox = Outbox::new(desks.pool.clone(), Schema::Desk);
    let jobs = vec![
        connection,
        queue::relay(outbox, publisher, desks.relay_wake.clone()),
        retention::job(app),
        forget_sessions::job(app),
        audit_seal::job(app),
        hours::job(app),
        bulk::job(app),
        clusters::job(app),
    ];
    (jobs, vec![broker])
}
