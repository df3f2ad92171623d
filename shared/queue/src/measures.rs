//! What this crate measures, for readers of `/metrics`. Counters are there from the start, so that the first message
//! that is parked or returned counts.

use std::time::Duration;

use database::Backlog;
use jiff::SignedDuration;

/// Messages that were offered to the broker, by `outcome`.
const PUBLISHED: &str = "messages_published_total";
/// Messages that were taken, by `queue` and `outcome`.
const CONSUMED: &str = "messages_consumed_total";
/// Whether this process takes messages from the `queue`.
const CONSUMER: &str = "consumer_up";
/// Connections that were built anew, by `connection`.
const RECONNECTS: &str = "amqp_reconnects_total";
/// Whether the broker blocks the `connection`.
const BLOCKED: &str = "amqp_blocked";
/// Age of the oldest message of a `queue`.
const OLDEST_MESSAGE: &str = "queue_oldest_message_age_seconds";
/// Messages in an `outbox`.
const BACKLOG: &str = "outbox_backlog_messages";
/// Age of the oldest of them.
const OUTBOX_AGE: &str = "outbox_oldest_age_seconds";
/// Those of them that the broker does not take.
const RESTING: &str = "outbox_resting_messages";
/// Age of the ticket that has waited longest at a `stage`.
const OLDEST: &str = "tickets_oldest_seconds";

/// What can become of a message that is published.
const PUBLISH_OUTCOMES: [&str; 7] =
    ["sent", "unavailable", "returned", "refused", "timed_out", "name_too_long", "broken"];
/// What can become of a message that was taken. Kept ones are counted once more later.
const CONSUME_OUTCOMES: [&str; 6] = ["done", "duplicate", "retry", "park", "reject", "kept"];

/// The connection that messages are published on; those that consume have the names of their queues.
pub(crate) const PUBLISHER: &str = "publisher";

/// A way of a ticket, on which it should not stay.
#[derive(Clone, Copy, Debug)]
pub enum Leg {
    /// Accepted, and no desk is chosen yet.
    Submitted,
    /// Sent to a desk of ours, and not received there.
    Routed,
}

impl Leg {
    fn as_str(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Routed => "routed",
        }
    }
}

/// Describes them all. Whoever publishes or consumes starts with a publisher, which calls this; it may be called again.
pub(crate) fn describe() {
    metrics::describe_counter!(PUBLISHED, "Messages offered to the broker, by what it said");
    metrics::describe_histogram!("messages_publish_duration_seconds", "Until the broker confirmed a batch");
    metrics::describe_counter!(CONSUMED, "Messages taken from a queue, by what became of them");
    metrics::describe_histogram!("messages_handler_duration_seconds", "How long a batch was worked on");
    metrics::describe_gauge!(BACKLOG, "Messages in the whole outbox, as every process counts them");
    metrics::describe_gauge!(OUTBOX_AGE, "How long the oldest message of the outbox waits");
    metrics::describe_gauge!(RESTING, "Messages of the outbox that the broker refused or no queue took; they rest");
    metrics::describe_gauge!(
        OLDEST_MESSAGE,
        "Age of the oldest message of the queue that this process took in the last seconds; 0: none came; NaN: it \
        takes none"
    );
    metrics::describe_gauge!(CONSUMER, "1 while this process takes messages from the queue");
    metrics::describe_counter!(
        RECONNECTS,
        "Connections to the broker that were lost, or not to be had, and tried anew"
    );
    metrics::describe_gauge!(BLOCKED, "1 while the broker is short of memory or disk and takes no messages");
    metrics::describe_gauge!(OLDEST, "Age of the ticket that has waited longest for its next stage; 0 when none waits");
    for outcome in PUBLISH_OUTCOMES {
        published(outcome, 0);
    }
    metrics::counter!(RECONNECTS, "connection" => PUBLISHER).increment(0);
    blocked(false);
}

/// A consumer of the queue begins its life.
pub(crate) fn consumer_begins(queue: &'static str) {
    for outcome in CONSUME_OUTCOMES {
        consumed(queue, outcome, 0);
    }
    metrics::counter!(RECONNECTS, "connection" => queue).increment(0);
    consumes(queue, false);
    oldest_message(queue, None);
}

/// The oldest message that this process took from the queue lately was so old; `None` when it takes none, and so cannot
/// know.
pub(crate) fn oldest_message(queue: &'static str, age: Option<Duration>) {
    metrics::gauge!(OLDEST_MESSAGE, "queue" => queue).set(age.map_or(f64::NAN, |age| age.as_secs_f64()));
}

/// So much waits in the outbox of this schema.
#[expect(clippy::cast_precision_loss, reason = "a gauge is a float, and exact up to 2^52 messages")]
pub(crate) fn outbox(outbox: &'static str, backlog: Backlog) {
    metrics::gauge!(BACKLOG, "outbox" => outbox).set(backlog.count as f64);
    metrics::gauge!(OUTBOX_AGE, "outbox" => outbox).set(backlog.oldest.as_secs_f64());
    metrics::gauge!(RESTING, "outbox" => outbox).set(backlog.resting as f64);
}

/// So many messages were published with this outcome.
pub(crate) fn published(outcome: &'static str, messages: u64) {
    metrics::counter!(PUBLISHED, "outcome" => outcome).increment(messages);
}

/// So many messages of the queue had this outcome.
pub(crate) fn consumed(queue: &'static str, outcome: &'static str, messages: u64) {
    metrics::counter!(CONSUMED, "queue" => queue, "outcome" => outcome).increment(messages);
}

/// Whether this process takes messages from the queue.
pub(crate) fn consumes(queue: &'static str, does: bool) {
    metrics::gauge!(CONSUMER, "queue" => queue).set(if does { 1.0 } else { 0.0 });
}

/// A connection is tried anew.
pub(crate) fn reconnects(connection: &'static str) {
    metrics::counter!(RECONNECTS, "connection" => connection).increment(1);
}

/// Whether the broker takes no messages for want of memory or disk.
pub(crate) fn blocked(is_blocked: bool) {
    metrics::gauge!(BLOCKED, "connection" => PUBLISHER).set(if is_blocked { 1.0 } else { 0.0 });
}

/// The ticket that has waited longest on this leg is so old; `None` when none waits.
pub fn oldest_ticket(leg: Leg, age: Option<SignedDuration>) {
    let seconds = age.map_or(0.0, |age| age.as_secs_f64().max(0.0));
    metrics::gauge!(OLDEST, "stage" => leg.as_str()).set(seconds);
}
