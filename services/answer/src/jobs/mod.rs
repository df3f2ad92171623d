//! Everything this service does besides answering requests:
//!
//! - one [`Receiver`] per desk takes tickets from the desk's queue (Diterima), unless a partner agency serves the desk,
//! - [`Replies`] takes what partner agencies report, each agency's from its own queue, in turns,
//! - one look at the served desks follows the operator's switches within seconds,
//! - the guidance responder answers what reaches `dukcapil.guidance`, right after its desk received it, and once a
//!   minute what was left,
//! - the relay sends what the desks' transactions wrote to the outbox,
//! - [`AccountReports`] answers the tickets whose approval accounts has carried out, and one job sends commands to
//!   accounts again,
//! - one job sends tickets back to their desk whose applicants wrote once more,
//! - one job brings tickets back from their applicants, by a reply or at the deadline,
//! - one job counts what waits for agencies,
//! - one job sends tickets again that have not come to their desk,
//! - one job looks at samples of the stored documents, whether they still open,
//! - two purges forget messages that the inbox saw, and texts that agencies posted, long ago.

mod account_commands;
mod agency_queues;
mod document_samples;
mod follow_ups;
pub(crate) mod guidance;
mod own_queues;
mod questions;
mod receive;
mod replies;
mod reports;
mod retention;
mod served_desks;
mod unreceived;
mod workdays;

pub use account_commands::{AccountReports, ask_again, send_due_commands};
pub use document_samples::look_at_samples;
pub use follow_ups::send_back;
pub use guidance::sweep_guidance;
pub use questions::bring_back;
pub use receive::Receiver;
pub use replies::Replies;
pub use retention::forget_old;
pub use unreceived::{Ask, Waiting, list_unreceived, send_unreceived};
pub use workdays::read_calendar;

use database::{Inbox, Outbox, Schema};
use domain::Desk;
use messages::topology;
use queue::{AmqpConfig, ConsumerConfig, Gate, Publisher, ResendPolicy};
use runtime::{Job, Probe};

use crate::State;

/// Messages that the broker hands out before the first is acknowledged.
const PREFETCH: u16 = 256;

/// Most messages received in one transaction.
const BATCH: usize = 128;

/// All jobs, and the probes of what they need.
pub(crate) fn all(state: &State, amqp: &AmqpConfig, resend: ResendPolicy) -> (Vec<Job>, Vec<Probe>) {
    let (publisher, connection, broker) = Publisher::start(amqp.clone(), state.desks.clock.clone());
    let outbox = Outbox::new(state.desks.pool.clone(), Schema::Desk);
    let mut jobs = vec![
        connection,
        queue::relay(outbox, publisher.clone(), state.desks.relay_wake.clone()),
        queue::forget_seen(Inbox::new(state.desks.pool.clone(), Schema::Desk)),
        retention::job(state),
        unreceived::job(state, amqp, resend),
        follow_ups::job(state),
        workdays::job(state),
        questions::job(state),
        document_samples::job(state),
        account_commands::job(state),
        agency_queues::job(state, amqp),
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
        let inbox = Inbox::new(state.desks.pool.clone(), Schema::Desk);
        let (consumer, probe) =
            queue::gated_consumer(config, inbox, publisher.clone(), Receiver::new(state.clone(), *desk), gate.clone());
        jobs.push(consumer);
        probes.push(probe);
        if *desk == guidance::DESK {
            jobs.push(guidance::sweep(state, gate.clone()));
        }
    }
    let reports = ConsumerConfig {
        amqp: amqp.clone(),
        queue: topology::ANSWER_ACCOUNTS,
        home: topology::ANSWER_ACCOUNTS,
        sessions: 1,
        prefetch: PREFETCH,
        batch: BATCH,
    };
    let inbox = Inbox::new(state.desks.pool.clone(), Schema::Desk);
    let (consumer, probe) = queue::consumer(reports, inbox, publisher.clone(), AccountReports::new(state.clone()));
    jobs.push(consumer);
    probes.push(probe);
    let handler = Replies::new(state.clone());
    let shared = reports::reports_from(amqp, topology::ANSWER_REPLIES, PREFETCH);
    let inbox = Inbox::new(state.desks.pool.clone(), Schema::Desk);
    let (consumer, probe) = queue::consumer(shared, inbox, publisher.clone(), handler.clone());
    let own_queues = own_queues::job(state, amqp, publisher, handler);
    jobs.extend([consumer, own_queues, served_desks::job(state, gates.to_vec())]);
    probes.push(probe);
    (jobs, probes)
}
