//! Everything the router does.

mod route;

pub use route::Route;

use database::Inbox;
use messages::topology::ROUTER_SUBMISSIONS;
use queue::{AmqpConfig, ConsumerConfig, Publisher};
use runtime::{Job, Probe};

/// Batches that are routed side by side.
const SESSIONS: usize = 2;
/// Submissions that the broker sends ahead to each.
const PREFETCH: u16 = 512;
/// Submissions that are routed together: one round trip each to the inbox, the broker and the dispatches.
const BATCH: usize = 256;

/// The list of all jobs:
///
/// - the publisher keeps the connection over which desks' messages leave; it stops last;
/// - the consumer takes submissions in batches and hands them to [`Route`];
/// - messages that were seen long ago are forgotten.
pub(crate) fn all(
    amqp: AmqpConfig,
    inbox: Inbox,
    publisher: Publisher,
    publishing: Job,
    route: Route,
) -> (Vec<Job>, Probe) {
    let submissions = ConsumerConfig {
        amqp,
        queue: ROUTER_SUBMISSIONS,
        home: ROUTER_SUBMISSIONS,
        sessions: SESSIONS,
        prefetch: PREFETCH,
        batch: BATCH,
    };
    let (consuming, probe) = queue::consumer(submissions, inbox.clone(), publisher, route);
    (vec![publishing, consuming, queue::forget_seen(inbox)], probe)
}
