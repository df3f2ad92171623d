//! Everything this service does besides answering requests:
//!
//! - one [`Receiver`] per desk takes tickets from the desk's queue (Diterima), unless a partner agency serves the desk,
//! - [`Replies`] takes what partner agencies report, each agency's from its own queue, in turns,
//! - the look at the served desks follows the operator's switches within seconds,
//! - the guidance responder answers what reaches `dukcapil.guidance`, right after it was received, and once a minute
//!   whatever was left,
//! - the relay sends what the desks' transactions wrote to the outbox,
//! - tickets that were sent to a desk and have not come there are sent again,
//! - samples of the stored documents are looked at, whether they still open,
//! - two purges forget messages seen and texts posted long ago.

mod document_samples;
pub(crate) mod guidance;
mod own_queues;
mod receive;
mod replies;
mod retention;
mod served_desks;
mod unreceived;

pub use document_samples::look_at_samples;
pub use guidance::sweep_guidance;
pub use receive::Receiver;
pub use replies::Replies;
pub use retention::forget_old;
pub use unreceived::{Ask, Waiting, list_unreceived, send_unreceived};

use database::{Inbox, Outbox, Schema};
use domain::Desk;
use messages::topology;
use queue::{AmqpConfig, ConsumerConfig, Gate, Publisher, ResendPolicy};
use runtime::{Job, Probe};

use crate::App;

/// Messages that the broker hands out before the first is acknowledged.
const PREFETCH: u16 = 256;

/// Most messages received in one transaction.
const BATCH: usize = 128;

/// Most reports of agencies taken at once.
const REPORTS: usize = 64;

/// How reports are taken from a queue. What fails comes back over the queue of all agencies: an agency's own may be
/// gone by then.
fn reports_from(amqp: &AmqpConfig, queue: &'static str, prefetch: u16) -> ConsumerConfig {
    ConsumerConfig { amqp: amqp.clone(), queue, home: topology::ANSWER_REPLIES, sessions: 1, prefetch, batch: REPORTS }
}

/// All jobs, and the probes of what they need.
pub(crate) fn all(app: &App, amqp: &AmqpConfig, resend: ResendPolicy) -> (Vec<Job>, Vec<Probe>) {
    let (publisher, connection, broker) = Publisher::start(amqp.clone(), app.desks.clock.clone());
    let outbox = Outbox::new(app.desks.pool.clone(), Schema::Desk);
    let mut jobs = vec![
        connection,
        queue::relay(outbox, publisher.clone(), app.desks.relay_wake.clone()),
        queue::forget_seen(Inbox::new(app.desks.pool.clone(), Schema::Desk)),
        retention::job(app),
        unreceived::job(app, amqp, resend),
        document_samples::job(app),
    ];
    let mut probes = vec![broker];
    let gates = Desk::ALL.map(|desk| (desk, Gate::undecided()));
    for (desk, gate) in &gates {
        let config = ConsumerConfig {
            amqp: amqp.clone(),
            queue: topology::desk_queue(*desk),
            home: topology::desk_queue(*desk),
            sessions: 1,
            prefetch: PREFETCH,
            batch: BATCH,
        };
        let inbox = Inbox::new(app.desks.pool.clone(), Schema::Desk);
        let (consumer, probe) =
            queue::gated_consumer(config, inbox, publisher.clone(), Receiver::new(app.clone(), *desk), gate.clone());
        jobs.push(consumer);
        probes.push(probe);
        if *desk == guidance::DESK {
            jobs.push(guidance::sweep(app, gate.clone()));
        }
    }
    let handler = Replies::new(app.clone());
    let shared = reports_from(amqp, topology::ANSWER_REPLIES, PREFETCH);
    let inbox = Inbox::new(app.desks.pool.clone(), Schema::Desk);
    let (consumer, probe) = queue::consumer(shared, inbox, publisher.clone(), handler.clone());
    let own_queues = own_queues::job(app, amqp, publisher, handler);
    jobs.extend([consumer, own_queues, served_desks::job(app, gates.to_vec())]);
    probes.push(probe);
    (jobs, probes)
}
