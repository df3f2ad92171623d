//! Everything the service does.

mod due;
mod forget;
mod gate;
mod stamp;
mod unused;

pub use unused::sweep_once;

use std::sync::Arc;

use database::{Inbox, Pool};
use distributor::Client;
use documents::Store;
use messages::topology::{STAMPING_REQUESTS, STAMPING_URGENT};
use queue::{ConsumerConfig, Publisher};
use runtime::{Clock, Job, Probe};

use crate::Config;
use crate::breaker::Breaker;
use crate::worker::Worker;

/// What the jobs work with.
pub(crate) struct Needs<'a> {
    pub(crate) pool: &'a Pool,
    pub(crate) inbox: Inbox,
    pub(crate) publisher: Publisher,
    pub(crate) worker: Arc<Worker<Client>>,
    pub(crate) breaker: Breaker,
    pub(crate) files: Store,
}

/// The list of all jobs:
///
/// - two consumers take the stampings that are asked for ([`stamp`]): those whose registration closes soon have a queue
///   and places of their own, so that they wait behind no others;
/// - the gate of both opens when the distributor is there ([`gate`]);
/// - stampings that wait, or whose message got lost, are asked for again ([`due`]);
/// - tokens and stampings that are over are forgotten ([`forget`]), and files that are no stamping's ([`unused`]);
/// - messages that were seen long ago are forgotten.
pub(crate) fn all(config: &Config, needs: &Needs<'_>, clock: &Clock) -> (Vec<Job>, Vec<Probe>) {
    let (mut jobs, mut probes) = (Vec::new(), Vec::new());
    for queue in [STAMPING_URGENT, STAMPING_REQUESTS] {
        let consumed = ConsumerConfig {
            amqp: config.amqp.clone(),
            queue,
            home: queue,
            // A batch ends with its slowest member, and a stamping may take minutes: so each has a session of its own.
            sessions: config.at_once,
            prefetch: 1,
            batch: 1,
        };
        let handler = stamp::Stamp::new(Arc::clone(&needs.worker));
        let gate = needs.breaker.gate().clone();
        let (inbox, publisher) = (needs.inbox.clone(), needs.publisher.clone());
        let (consuming, probe) = queue::gated_consumer(consumed, inbox, publisher, handler, gate);
        jobs.push(consuming);
        probes.push(probe);
    }
    jobs.extend([
        gate::job(Arc::clone(&needs.worker), needs.breaker.clone()),
        due::job(needs.pool.clone(), needs.publisher.clone(), needs.breaker.clone(), clock.clone()),
        forget::job(needs.pool.clone(), needs.files.clone(), clock.clone()),
        unused::job(needs.pool.clone(), needs.files.clone(), clock.clone()),
        queue::forget_seen(needs.inbox.clone()),
    ]);
    (jobs, probes)
}
