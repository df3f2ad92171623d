//! One parked message, as the operator sees it.

use lapin::message::Delivery;
use uuid::Uuid;

use crate::envelope::{self, ATTEMPTS, BROKERS_REASON, PARKED_AT, REASON};

/// A message that was given up. Messages hold no personal data, so the operator may see them whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadLetter {
    /// Its id; none when it is no message of ours.
    pub event_id: Option<Uuid>,
    /// Why it was given up: a handler's or the consumer's code, or the broker's.
    pub reason: Option<String>,
    /// How often it was tried; none when the broker gave it up.
    pub attempts: Option<u32>,
    /// When it was given up (RFC 3339).
    pub parked_at: Option<String>,
    /// The trace that it belongs to.
    pub traceparent: Option<String>,
    /// The body as text; bytes that are no text are replaced.
    pub body: String,
}

impl From<&Delivery> for DeadLetter {
    fn from(delivery: &Delivery) -> Self {
        let properties = &delivery.properties;
        Self {
            event_id: envelope::event_id(properties),
            reason: envelope::header(properties, REASON).or_else(|| envelope::header(properties, BROKERS_REASON)),
            attempts: envelope::header(properties, ATTEMPTS).and_then(|attempts| attempts.parse().ok()),
            parked_at: envelope::header(properties, PARKED_AT),
            traceparent: envelope::traceparent(properties),
            body: String::from_utf8_lossy(&delivery.data).into_owned(),
        }
    }
}
