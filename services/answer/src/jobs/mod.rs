//! Everything this service does besides answering requests:
//!
//! - one [`Receiver`] per served desk takes tickets from the desk's queue (Diterima),
//! - the guidance responder answers what reaches `dukcapil.guidance`, right after it was received, and once a minute whatever was left,
//! - the relay sends what the desks' transactions wrote to the outbox,
//! - the hours are counted for the overview,
//! - bulk answers are given,
//! - the sealer chains the audit log's entries, about a second after they were written,
//! - two purges forget messages seen long ago, and sessions and attempts to sign in that have run out.

mod audit_seal;
mod bulk;
pub(crate) mod guidance;
mod hours;
mod inbox_purge;
mod officers_purge;
mod receive;

pub use bulk::answer_bulk;
pub use guidance::sweep_guidance;
pub use hours::count_hours;
pub use receive::Receiver;

use database::{Inbox, Outbox, Schema};
use domain::Desk;
use messages::topology;
use queue::{AmqpConfig, ConsumerConfig, Publisher};
use runtime::{Job, Probe};

use crate::App;

/// Messages that the broker hands out before the first is acknowledged.
const PREFETCH: u16 = 256;

/// Most messages received in one transaction.
const BATCH: usize = 128;

/// All jobs, and the probes of what they need.
pub(crate) fn all(app: &App, amqp: &AmqpConfig, served: &[Desk]) -> (Vec<Job>, Vec<Probe>) {
    let (publisher, connection, broker) = Publisher::start(amqp.clone(), app.clock.clone());
    let outbox = Outbox::new(app.pool.clone(), Schema::Desk);
    let mut jobs = vec![
        connection,
        queue::relay(outbox, publisher.clone(), app.relay_wake.clone()),
        inbox_purge::job(app),
        officers_purge::job(app),
        audit_seal::job(app),
        hours::job(app),
        bulk::job(app),
    ];
    let mut probes = vec![broker];
    for desk in served {
        let config =
            ConsumerConfig { amqp: amqp.clone(), queue: topology::desk_queue(*desk), sessions: 1, prefetch: PREFETCH, batch: BATCH };
        let inbox = Inbox::new(app.pool.clone(), Schema::Desk);
        let (consumer, probe) = queue::consumer(config, inbox, publisher.clone(), Receiver::new(app.clone(), *desk));
        jobs.push(consumer);
        probes.push(probe);
    }
    if served.contains(&guidance::DESK) {
        jobs.push(guidance::sweep(app));
    }
    (jobs, probes)
}
