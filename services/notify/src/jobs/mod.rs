//! Everything the service does.

mod due;
mod forget;
mod send;

use database::{Inbox, Pool};
use messages::topology::NOTIFY_LETTERS;
use queue::{AmqpConfig, ConsumerConfig, Publisher};
use runtime::{Clock, Job, Probe};

use crate::sender::Sender;

/// Letters that the broker sends ahead.
const PREFETCH: u16 = 64;
/// Letters that are on their way at the same time. Servers take few connections of one sender.
const BATCH: usize = 8;

/// The list of all jobs:
///
/// - the consumer takes the letters that are asked for and sends them ([`send`]);
/// - letters whose time has come are asked for again ([`due`]);
/// - letters that are over are forgotten ([`forget`]), and so are messages that were seen long ago.
pub(crate) fn all(
    amqp: AmqpConfig,
    pool: &Pool,
    inbox: Inbox,
    publisher: Publisher,
    clock: &Clock,
    sender: Sender,
) -> (Vec<Job>, Probe) {
    let letters = ConsumerConfig {
        amqp,
        queue: NOTIFY_LETTERS,
        home: NOTIFY_LETTERS,
        sessions: 1,
        prefetch: PREFETCH,
        batch: BATCH,
    };
    let due = due::job(pool.clone(), publisher.clone(), clock.clone());
    let (consuming, probe) = queue::consumer(letters, inbox.clone(), publisher, send::Send::new(sender));
    (vec![consuming, due, forget::job(pool.clone()), queue::forget_seen(inbox)], probe)
}
