//! One parked message, as the operator sees it.

use lapin::message::Delivery;
use uuid::Uuid;

use crate::envelope::{self, ATTEMPTS, BROKERS_REASON, PARKED_AT, REASON};

/// A parked message. Messages hold no personal data, so the operator may see them whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadLetter {
    /// Its id; `None` when we did not write it.
    pub event_id: Option<Uuid>,
    /// Why it was parked: a code of the handler, of the consumer or of the broker.
    pub reason: Option<String>,
    /// How many attempts it had; `None` when the broker parked it.
    pub attempts: Option<u32>,
    /// When it was parked (RFC 3339).
    pub parked_at: Option<String>,
    /// The trace to which it belongs.
    pub traceparent: Option<String>,
    /// The body as text, with invalid bytes replaced.
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
