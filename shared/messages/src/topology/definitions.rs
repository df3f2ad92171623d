//! The topology as RabbitMQ's definitions file.
//!
//! It contains no users, because the operator chooses their passwords. [`USERS`](super::USERS) says what each may do.

use domain::Desk;
use serde_json::{Value, json};

use super::{
    ACCOUNT_COMMANDS, ACCOUNTS_COMMANDS, ANSWER_ACCOUNTS, ANSWER_REPLIES, DEAD, DELAY_HEADER, DESKS, Delay, DelayTimes,
    EVENTS, LETTERS, NOTIFY_LETTERS, REGISTRATIONS, REJECTED, REPLIES, REPORTS, RETRY, ROUTER_SUBMISSIONS, STAMPED,
    STAMPING_REQUESTS, STAMPING_URGENT, STAMPING_URGENT_KEY, STAMPING_USUAL_KEY, STAMPINGS, SUBMISSIONS, UNROUTABLE,
    UNROUTABLE_QUEUE, VIRTUAL_HOST, dead_queue, desk_queue, work_queues,
};

use crate::{AccountCommandRequested, AccountCommandSettled};

/// Most messages that a queue holds. Beyond it the broker refuses a message, which stays in its outbox or in its former
/// queue.
const MAX_LENGTH: u32 = 1_000_000;

/// Deliveries of one message before the broker itself parks it. Consumers count attempts and park long before.
const DELIVERY_LIMIT: u32 = 20;

/// Deliveries before a queue without a dead-letter exchange would drop a message. Reading parked messages counts as
/// delivery and must never lose them. Newer brokers have a default limit of 20; older ones know no "unlimited".
const PARKED_DELIVERY_LIMIT: u32 = 1_000_000_000;

/// Rejections that an agency may leave unread. Beyond it the broker drops the oldest: an agency that reads none must
/// not block the replies of others.
const MAX_REJECTED: u32 = 100_000;

/// Waiting reports of one agency. Beyond it the broker refuses that agency's reports, and nobody else's. The agency
/// publishes again later.
const MAX_REPORTS: u32 = 10_000;

/// How long an agency can read a rejection, in milliseconds: 14 days.
const REJECTED_TTL: u64 = 14 * 24 * 3_600_000;

/// No two policies match the same name, so none has to win over another.
const PRIORITY: u32 = 0;

/// Renders the definitions of [`VIRTUAL_HOST`], ready for `rabbitmqctl import_definitions` or the management API.
#[must_use]
pub fn definitions() -> Value {
    definitions_with(DelayTimes::default())
}

/// Renders [`definitions`] with other retry times.
#[must_use]
pub fn definitions_with(times: DelayTimes) -> Value {
    json!({
        "vhosts": [{ "name": VIRTUAL_HOST }],
        "exchanges": exchanges(),
        "queues": queues(),
        "bindings": bindings(),
        "policies": policies(times),
    })
}

fn exchanges() -> Vec<Value> {
    [
        (SUBMISSIONS, "topic"),
        (DESKS, "direct"),
        (REPORTS, "topic"),
        (REPLIES, "topic"),
        (EVENTS, "topic"),
        (LETTERS, "topic"),
        (ACCOUNT_COMMANDS, "topic"),
        (STAMPINGS, "topic"),
        (STAMPED, "topic"),
        (REGISTRATIONS, "topic"),
        (RETRY, "headers"),
        (DEAD, "direct"),
        (REJECTED, "direct"),
        (UNROUTABLE, "fanout"),
    ]
    .into_iter()
    .map(|(name, kind)| {
        json!({
            "name": name, "vhost": VIRTUAL_HOST, "type": kind,
            "durable": true, "auto_delete": false, "internal": false, "arguments": {},
        })
    })
    .collect()
}

fn queues() -> Vec<Value> {
    work_queues()
        .map(str::to_owned)
        .chain(Delay::ALL.map(|delay| delay.queue().to_owned()))
        .chain(work_queues().map(dead_queue))
        .chain([UNROUTABLE_QUEUE.to_owned()])
        .map(|name| {
            json!({
                "name": name, "vhost": VIRTUAL_HOST,
                "durable": true, "auto_delete": false, "arguments": { "x-queue-type": "quorum" },
            })
        })
        .collect()
}

fn bindings() -> Vec<Value> {
    let keyed = [
        binding(SUBMISSIONS, ROUTER_SUBMISSIONS, "submitted.#", &json!({})),
        binding(REPLIES, ANSWER_REPLIES, "#", &json!({})),
        binding(LETTERS, NOTIFY_LETTERS, "#", &json!({})),
        binding(ACCOUNT_COMMANDS, ACCOUNTS_COMMANDS, AccountCommandRequested::KEY, &json!({})),
        binding(ACCOUNT_COMMANDS, ANSWER_ACCOUNTS, AccountCommandSettled::KEY, &json!({})),
        binding(STAMPINGS, STAMPING_URGENT, STAMPING_URGENT_KEY, &json!({})),
        binding(STAMPINGS, STAMPING_REQUESTS, STAMPING_USUAL_KEY, &json!({})),
        binding(UNROUTABLE, UNROUTABLE_QUEUE, "", &json!({})),
    ];
    let desks = Desk::ALL.iter().map(|desk| binding(DESKS, desk_queue(*desk), desk.as_str(), &json!({})));
    let retries = Delay::ALL
        .iter()
        .map(|delay| binding(RETRY, delay.queue(), "", &json!({ "x-match": "all", DELAY_HEADER: delay.header() })));
    let parking = work_queues().map(|queue| binding(DEAD, &dead_queue(queue), queue, &json!({})));
    keyed.into_iter().chain(desks).chain(retries).chain(parking).collect()
}

fn binding(source: &str, queue: &str, routing_key: &str, arguments: &Value) -> Value {
    json!({
        "source": source, "vhost": VIRTUAL_HOST, "destination": queue, "destination_type": "queue",
        "routing_key": routing_key, "arguments": arguments,
    })
}

fn policies(times: DelayTimes) -> Vec<Value> {
    let work = work_queues().map(|queue| {
        let definition = json!({
            "dead-letter-exchange": DEAD, "dead-letter-routing-key": queue, "dead-letter-strategy": "at-least-once",
            "overflow": "reject-publish", "max-length": MAX_LENGTH, "delivery-limit": DELIVERY_LIMIT,
        });
        policy(queue, &exactly(queue), "queues", &definition)
    });
    let retry = Delay::ALL.into_iter().map(|delay| {
        let milliseconds = u64::try_from(times.of(delay).as_millis()).unwrap_or(u64::MAX);
        // The default exchange delivers each message to the queue that its routing key names: the one from which it
        // came.
        let definition = json!({
            "message-ttl": milliseconds, "dead-letter-exchange": "", "dead-letter-strategy": "at-least-once",
            "overflow": "reject-publish", "max-length": MAX_LENGTH,
        });
        policy(delay.queue(), &exactly(delay.queue()), "queues", &definition)
    });
    let parked = policy(
        "parked",
        r"^(dead\..+|unroutable)$",
        "queues",
        &json!({ "overflow": "reject-publish", "max-length": MAX_LENGTH, "delivery-limit": PARKED_DELIVERY_LIMIT }),
    );
    let rejected = policy(
        "rejected",
        r"^agency\..+\.rejected$",
        "queues",
        &json!({ "overflow": "drop-head", "max-length": MAX_REJECTED, "message-ttl": REJECTED_TTL, "delivery-limit": PARKED_DELIVERY_LIMIT }),
    );
    // Failed messages come back over the queue of all agencies, and the broker parks them with its messages: an
    // agency's own queue may disappear meanwhile.
    let reports = policy(
        "reports",
        r"^agency\..+\.reports$",
        "queues",
        &json!({
            "dead-letter-exchange": DEAD, "dead-letter-routing-key": ANSWER_REPLIES, "dead-letter-strategy": "at-least-once",
            "overflow": "reject-publish", "max-length": MAX_REPORTS, "delivery-limit": DELIVERY_LIMIT,
        }),
    );
    let caught = [REPORTS, REPLIES]
        .map(|name| policy(name, &exactly(name), "exchanges", &json!({ "alternate-exchange": UNROUTABLE })));
    work.chain(retry).chain([parked, rejected, reports]).chain(caught).collect()
}

fn policy(name: &str, pattern: &str, apply_to: &str, definition: &Value) -> Value {
    json!({
        "name": name, "vhost": VIRTUAL_HOST, "pattern": pattern, "apply-to": apply_to, "priority": PRIORITY,
        "definition": definition,
    })
}

/// The pattern that matches one name only.
fn exactly(name: &str) -> String {
    format!("^{}$", name.replace('.', r"\."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_definitions_are_those_of_the_source() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../deploy/rabbitmq/definitions.json");
        let committed: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        assert!(
            committed == definitions(),
            "deploy/rabbitmq/definitions.json differs from shared/messages: render it with \
             `helpdesk topology show > deploy/rabbitmq/definitions.json`"
        );
    }

    #[test]
    fn every_queue_of_ours_has_a_bound_and_never_drops_its_head() {
        for policy in policies(DelayTimes::default()) {
            if policy["apply-to"] == "queues" && policy["name"] != "rejected" {
                let most = if policy["name"] == "reports" { MAX_REPORTS } else { MAX_LENGTH };
                assert_eq!(policy["definition"]["overflow"], "reject-publish", "{policy}");
                assert_eq!(policy["definition"]["max-length"], most, "{policy}");
            }
        }
    }

    #[test]
    fn every_bound_queue_exists() {
        let names: Vec<Value> = queues().into_iter().map(|queue| queue["name"].clone()).collect();
        for binding in bindings() {
            assert!(names.contains(&binding["destination"]), "{binding}");
        }
    }
}
