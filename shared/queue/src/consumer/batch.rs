//! Turns deliveries into messages that a handler may work on together.

use std::collections::HashSet;

use bytes::Bytes;
use lapin::BasicProperties;
use lapin::message::Delivery;
use serde::de::IgnoredAny;
use uuid::Uuid;

use crate::envelope;

/// A delivery that is a valid message.
pub(super) struct Message {
    pub(super) event_id: Uuid,
    /// The id by which the inbox knows it.
    pub(super) key: Uuid,
    pub(super) received: Received,
}

/// A delivery that is no valid message, and why.
pub(super) struct Rejected {
    pub(super) reason: &'static str,
    pub(super) received: Received,
}

/// What we need to publish a delivery once more.
pub(super) struct Received {
    pub(super) properties: BasicProperties,
    /// The user that sent it, as the broker checked it.
    pub(super) sender: Option<String>,
    pub(super) body: Bytes,
}

impl Received {
    /// The same delivery without its body, for messages whose body nobody may keep.
    pub(super) fn without_body(&self) -> Self {
        Self { properties: self.properties.clone(), sender: self.sender.clone(), body: Bytes::from_static(b"{}") }
    }
}

/// Deliveries that the handler gets at once.
#[derive(Default)]
pub(super) struct Batch {
    /// Without repetitions.
    pub(super) messages: Vec<Message>,
    pub(super) rejected: Vec<Rejected>,
    /// Second copies of messages of this batch. They share the outcome of the first copy.
    pub(super) copies: u64,
}

impl Batch {
    /// Whether the batch contains nothing to do.
    pub(super) fn is_empty(&self) -> bool {
        self.messages.is_empty() && self.rejected.is_empty()
    }

    fn of(deliveries: Vec<Delivery>) -> Self {
        let mut batch = Self::default();
        let mut seen = HashSet::with_capacity(deliveries.len());
        for delivery in deliveries {
            let sender = envelope::sender(delivery.exchange.as_str(), &delivery.properties);
            let received = Received { properties: delivery.properties, sender, body: delivery.data.into() };
            match read(&received) {
                Err(reason) => batch.rejected.push(Rejected { reason, received }),
                Ok(event_id) => {
                    let key = envelope::inbox_key(event_id, received.sender.as_deref(), &received.body);
                    if seen.insert(key) {
                        batch.messages.push(Message { event_id, key, received });
                    } else {
                        batch.copies += 1;
                    }
                }
            }
        }
        batch
    }
}

/// Splits deliveries into batches: each redelivered one first and alone, then the others together.
///
/// The broker redelivers a message that killed the process, together with everything that the process had in hand.
/// Alone, such a message spends only its own attempts, and not those of its neighbours.
pub(super) fn batches(deliveries: Vec<Delivery>) -> Vec<Batch> {
    let (again, fresh): (Vec<_>, Vec<_>) = deliveries.into_iter().partition(|delivery| delivery.redelivered);
    again
        .into_iter()
        .map(|delivery| Batch::of(vec![delivery]))
        .chain([Batch::of(fresh)])
        .filter(|batch| !batch.is_empty())
        .collect()
}

/// Reads the event id, when there is one and the body is JSON.
fn read(received: &Received) -> Result<Uuid, &'static str> {
    let event_id = envelope::event_id(&received.properties).ok_or("no_event_id")?;
    match serde_json::from_slice::<IgnoredAny>(&received.body) {
        Ok(_json) => Ok(event_id),
        Err(_syntax) => Err("not_json"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delivery(tag: u64, redelivered: bool, id: Option<&str>, body: &str) -> Delivery {
        let mut delivery = Delivery::mock(tag, "exchange".into(), "key".into(), redelivered, body.as_bytes().to_vec());
        if let Some(id) = id {
            delivery.properties = BasicProperties::default().with_message_id(id.into());
        }
        delivery
    }

    const FIRST: &str = "019aa000-0000-7000-8000-000000000001";
    const SECOND: &str = "019aa000-0000-7000-8000-000000000002";

    #[test]
    fn redelivered_messages_are_worked_on_alone_and_first() {
        let batches = batches(vec![
            delivery(1, false, Some(FIRST), "{}"),
            delivery(2, true, Some(SECOND), "{}"),
            delivery(3, true, None, "{}"),
        ]);
        let sizes: Vec<_> = batches.iter().map(|batch| (batch.messages.len(), batch.rejected.len())).collect();
        assert_eq!(sizes, [(1, 0), (0, 1), (1, 0)]);
        assert_eq!(batches[0].messages[0].event_id.to_string(), SECOND);
    }

    #[test]
    fn a_message_is_in_a_batch_only_once() {
        let batches = batches(vec![delivery(1, false, Some(FIRST), "{}"), delivery(2, false, Some(FIRST), "{}")]);
        assert_eq!((batches.len(), batches[0].messages.len(), batches[0].copies), (1, 1, 1));
    }

    #[test]
    fn what_is_no_message_is_told_apart_with_a_reason() {
        let batches = batches(vec![
            delivery(1, false, None, "{}"),
            delivery(2, false, Some("not-an-id"), "{}"),
            delivery(3, false, Some(FIRST), "not json"),
        ]);
        let reasons: Vec<_> = batches[0].rejected.iter().map(|rejected| rejected.reason).collect();
        assert_eq!(reasons, ["no_event_id", "no_event_id", "not_json"]);
    }
}
