//! Everything this service does besides answering requests:
//!
//! - the relay sends what officers' transactions wrote to the desks' outbox,
//! - one job counts the hours for the overview,
//! - one job gives bulk answers,
//! - one job puts tickets into clusters,
//! - one job makes the marks by which tickets are found by name,
//! - one job counts for the pages that are open,
//! - one job reads when the office works,
//! - the sealer chains the audit log's entries, about a second after somebody wrote them,
//! - two purges forget what officers' work leaves behind, and sessions and attempts to sign in that have run out.

mod audit_seal;
mod bulk;
mod clusters;
mod forget_sessions;
mod hours;
mod live;
mod names;
mod retention;
mod workdays;

pub use bulk::answer_bulk;
pub use clusters::cluster_tickets;
pub use hours::count_hours;
pub use live::{job as live, tell_counts};
pub use names::name_tickets;
pub use retention::forget_old;
pub use workdays::read_calendar;

use database::{Outbox, Schema};
use queue::{AmqpConfig, Publisher};
use runtime::{Job, Probe};

use crate::State;

/// All jobs, and the probes of what they need.
pub(crate) fn all(state: &State, amqp: &AmqpConfig) -> (Vec<Job>, Vec<Probe>) {
    let desks = &state.desks;
    let (publisher, connection, broker) = Publisher::start(amqp.clone(), desks.clock.clone());
    let outbox = Outbox::new(desks.pool.clone(), Schema::Desk);
    let jobs = vec![
        connection,
        queue::relay(outbox, publisher, desks.relay_wake.clone()),
        retention::job(state),
        forget_sessions::job(state),
        audit_seal::job(state),
        hours::job(state),
        bulk::job(state),
        clusters::job(state),
        names::job(state),
        live::job(state),
        workdays::job(state),
    ];
    (jobs, vec![broker])
}
