//! A message as AMQP carries it. Only this module knows properties and headers.

use bytes::Bytes;
use jiff::Timestamp;
use lapin::BasicProperties;
use lapin::types::{AMQPValue, FieldTable};
use messages::ReplyRejected;
use messages::topology::{self, DEAD, DELAY_HEADER, Delay, REJECTED, RETRY};
use ring::digest::{Context, SHA256};
use uuid::Uuid;

use crate::Outgoing;

/// Header with the W3C trace context.
const TRACEPARENT: &str = "traceparent";
/// Header of a parked or postponed message: the reason.
pub(crate) const REASON: &str = "reason";
/// Header of a parked message: how many attempts it had.
pub(crate) const ATTEMPTS: &str = "attempts";
/// Header of a parked message: when it was parked (RFC 3339).
pub(crate) const PARKED_AT: &str = "parked-at";

/// Header of a message that we publish once more: the user that sent it first. We may not claim its `user_id`.
const SENDER: &str = "sender";
/// Header in which the broker itself says why it parked a message.
pub(crate) const BROKERS_REASON: &str = "x-first-death-reason";

/// AMQP's mark of a message that survives a restart of the broker.
const PERSISTENT: u8 = 2;
const JSON: &str = "application/json";

/// A message that is ready to publish.
#[derive(Clone, Debug)]
pub(crate) struct Envelope {
    pub(crate) exchange: String,
    pub(crate) routing_key: String,
    pub(crate) mandatory: bool,
    pub(crate) properties: BasicProperties,
    pub(crate) body: Bytes,
}

impl Envelope {
    /// A new message, written at `now`.
    pub(crate) fn new(message: Outgoing, now: Timestamp) -> Self {
        let mut headers = FieldTable::default();
        if let Some(traceparent) = message.traceparent {
            insert(&mut headers, TRACEPARENT, traceparent);
        }
        for (name, value) in message.headers {
            insert(&mut headers, name, value);
        }
        let mut properties = BasicProperties::default()
            .with_content_type(JSON.into())
            .with_delivery_mode(PERSISTENT)
            .with_message_id(message.event_id.to_string().into())
            .with_timestamp(now.as_second().unsigned_abs())
            .with_headers(headers);
        if let Some(kind) = topology::message_type(&message.exchange) {
            properties = properties.with_type(kind.into());
        }
        Self {
            exchange: message.exchange,
            routing_key: message.routing_key,
            mandatory: message.mandatory,
            properties,
            body: message.body.into(),
        }
    }

    /// The received message once more; it comes back to `queue` after `delay`.
    pub(crate) fn postponed(received: &BasicProperties, body: Bytes, queue: &str, delay: Delay, reason: &str) -> Self {
        let headers = [(DELAY_HEADER, delay.header().to_owned()), (REASON, reason.to_owned())];
        Self::again(received, body, RETRY, queue, headers)
    }

    /// The received message once more, for people to look at.
    pub(crate) fn parked(received: &BasicProperties, body: Bytes, queue: &str, given_up: &GivenUp<'_>) -> Self {
        let headers = [
            (REASON, given_up.reason.to_owned()),
            (ATTEMPTS, given_up.attempts.to_string()),
            (PARKED_AT, given_up.at.to_string()),
        ];
        Self::again(received, body, DEAD, queue, headers)
    }

    /// Tells the user `sender` that one of its messages had no effect.
    pub(crate) fn rejected(letter: &ReplyRejected, sender: &str, traceparent: Option<String>) -> Self {
        // A plain struct of ids and texts: serializing it cannot fail.
        let body = serde_json::to_vec(letter).unwrap_or_default();
        let mut outgoing = Outgoing::new(REJECTED, sender, letter.event_id, body).traced(traceparent);
        outgoing.headers.push((REASON, letter.reason.clone()));
        Self::new(outgoing, letter.at)
    }

    /// Records who sent it first.
    pub(crate) fn sent_by(mut self, sender: Option<String>) -> Self {
        if let Some(sender) = sender {
            let mut headers = self.properties.headers().clone().unwrap_or_default();
            insert(&mut headers, SENDER, sender);
            self.properties = self.properties.with_headers(headers);
        }
        self
    }

    /// The parked message once more, straight to the queue from which it came.
    pub(crate) fn homeward(parked: &BasicProperties, body: Bytes, queue: &str) -> Self {
        Self::again(parked, body, "", queue, []).sent_by(sender_of_parked(parked))
    }

    /// Keeps the properties that identify the message. Drops the headers that describe its way so far: the broker would
    /// take its own record of dead-lettering for a loop, and we must not claim a partner's user id.
    fn again<const N: usize>(
        received: &BasicProperties,
        body: Bytes,
        exchange: &str,
        routing_key: &str,
        added: [(&'static str, String); N],
    ) -> Self {
        let mut headers = FieldTable::default();
        if let Some(traceparent) = traceparent(received) {
            insert(&mut headers, TRACEPARENT, traceparent);
        }
        for (name, value) in added {
            insert(&mut headers, name, value);
        }
        let mut properties = BasicProperties::default().with_delivery_mode(PERSISTENT).with_headers(headers);
        if let Some(content_type) = received.content_type().clone() {
            properties = properties.with_content_type(content_type);
        }
        if let Some(id) = received.message_id().clone() {
            properties = properties.with_message_id(id);
        }
        if let Some(timestamp) = *received.timestamp() {
            properties = properties.with_timestamp(timestamp);
        }
        if let Some(kind) = received.kind().clone() {
            properties = properties.with_type(kind);
        }
        Self { exchange: exchange.to_owned(), routing_key: routing_key.to_owned(), mandatory: true, properties, body }
    }
}

/// Why and when a message was parked.
pub(crate) struct GivenUp<'a> {
    pub(crate) reason: &'a str,
    pub(crate) attempts: u32,
    pub(crate) at: Timestamp,
}

/// The event id that a message carries.
pub(crate) fn event_id(properties: &BasicProperties) -> Option<Uuid> {
    properties.message_id().as_ref().and_then(|id| id.as_str().parse().ok())
}

/// Who sent a message that arrived over `exchange`. The broker lets a user claim only its own name. Only we may publish
/// to the default exchange, and we do so to publish a message once more; then the header says who sent it first.
pub(crate) fn sender(exchange: &str, properties: &BasicProperties) -> Option<String> {
    if exchange.is_empty() { header(properties, SENDER) } else { claimed(properties) }
}

/// Who sent a parked message. A message that the broker itself parked is the sender's original: its header may say
/// anything.
fn sender_of_parked(properties: &BasicProperties) -> Option<String> {
    if header(properties, BROKERS_REASON).is_some() { claimed(properties) } else { header(properties, SENDER) }
}

/// The user id that the broker checked.
fn claimed(properties: &BasicProperties) -> Option<String> {
    properties.user_id().as_ref().map(|user| user.as_str().to_owned())
}

/// The id by which the inbox knows a message. Partners choose their ids themselves. So for a message with a sender the
/// inbox's id also covers the sender and the body: no partner can use up the ids of another, and one id for two
/// messages does not swallow the second.
pub(crate) fn inbox_key(event_id: Uuid, sender: Option<&str>, body: &[u8]) -> Uuid {
    let Some(sender) = sender else { return event_id };
    let mut digest = Context::new(&SHA256);
    digest.update(event_id.as_bytes());
    digest.update(sender.as_bytes());
    digest.update(&[0]);
    digest.update(body);
    let mut key = [0_u8; 16];
    for (to, from) in key.iter_mut().zip(digest.finish().as_ref()) {
        *to = *from;
    }
    Uuid::from_bytes(key)
}

/// The id by which the inbox knows a parked message.
pub(crate) fn inbox_key_of_parked(properties: &BasicProperties, body: &[u8]) -> Option<Uuid> {
    Some(inbox_key(event_id(properties)?, sender_of_parked(properties).as_deref(), body))
}

/// The trace that a message carries.
pub(crate) fn traceparent(properties: &BasicProperties) -> Option<String> {
    header(properties, TRACEPARENT)
}

/// A text header.
pub(crate) fn header(properties: &BasicProperties, name: &str) -> Option<String> {
    let AMQPValue::LongString(text) = properties.headers().as_ref()?.inner().get(name)? else { return None };
    std::str::from_utf8(text.as_bytes()).ok().map(str::to_owned)
}

fn insert(headers: &mut FieldTable, name: &'static str, value: String) {
    headers.insert(name.into(), AMQPValue::LongString(value.into()));
}

#[cfg(test)]
mod tests {
    use lapin::types::ShortString;

    use super::*;

    #[test]
    fn a_postponed_message_keeps_its_identity_and_trace_but_not_its_way() {
        let id = Uuid::from_u128(7);
        let mut outgoing = Outgoing::new(topology::SUBMISSIONS, "submitted.66", id, b"{}".to_vec());
        outgoing.traceparent = Some("00-trace-span-01".to_owned());
        outgoing.headers.push(("x-death", "retry.10s".to_owned()));
        let received = Envelope::new(outgoing, Timestamp::UNIX_EPOCH);

        let again = Envelope::postponed(
            &received.properties,
            received.body,
            "router.submissions",
            Delay::OneMinute,
            "database",
        );

        assert_eq!(event_id(&again.properties), Some(id));
        assert_eq!(traceparent(&again.properties).as_deref(), Some("00-trace-span-01"));
        assert_eq!(header(&again.properties, DELAY_HEADER).as_deref(), Some("1m"));
        assert_eq!(header(&again.properties, "x-death"), None);
        assert_eq!(again.properties.kind().as_ref().map(ShortString::as_str), Some("ticket.submitted"));
        assert_eq!((again.exchange.as_str(), again.routing_key.as_str()), (RETRY, "router.submissions"));
    }

    #[test]
    fn the_sender_survives_our_own_publishing_and_cannot_be_forged() {
        let claim = |user: &str| {
            BasicProperties::default().with_user_id(user.into()).with_message_id(Uuid::from_u128(7).to_string().into())
        };
        let received = claim("agency.dukcapil");
        assert_eq!(sender("helpdesk.replies", &received).as_deref(), Some("agency.dukcapil"));

        let postponed = Envelope::postponed(&received, Bytes::new(), "answer.replies", Delay::TenSeconds, "database")
            .sent_by(sender("helpdesk.replies", &received));
        assert_eq!(postponed.properties.user_id(), &None, "the broker would refuse another's name from us");
        assert_eq!(sender("", &postponed.properties).as_deref(), Some("agency.dukcapil"));

        let forged = Envelope::postponed(&received, Bytes::new(), "answer.replies", Delay::TenSeconds, "")
            .sent_by(Some("agency.bkn".to_owned()));
        assert_eq!(sender("helpdesk.replies", &forged.properties), None, "a header of a partner counts for nothing");
        let mut headers = forged.properties.headers().clone().unwrap();
        insert(&mut headers, BROKERS_REASON, "delivery_limit".to_owned());
        let given_up_by_the_broker = claim("agency.dukcapil").with_headers(headers);
        let home = Envelope::homeward(&given_up_by_the_broker, Bytes::new(), "answer.replies");
        assert_eq!(sender("", &home.properties).as_deref(), Some("agency.dukcapil"));
    }

    #[test]
    fn the_ids_of_one_sender_are_not_those_of_another() {
        let id = Uuid::from_u128(7);
        assert_eq!(inbox_key(id, None, b"{}"), id);
        let key = inbox_key(id, Some("agency.dukcapil"), b"{}");
        assert_eq!(key, inbox_key(id, Some("agency.dukcapil"), b"{}"));
        let others = [inbox_key(id, Some("agency.bkn"), b"{}"), inbox_key(id, Some("agency.dukcapil"), b"[]"), id];
        assert!(!others.contains(&key));
    }
}
