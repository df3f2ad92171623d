//! A message that a service wants to publish.

use database::OutboxRow;
use messages::topology;
use uuid::Uuid;

/// A message to publish. It travels as persistent JSON.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// The exchange.
    pub exchange: String,
    /// Routing key, at most 255 bytes.
    pub routing_key: String,
    /// Id of the message. Every publication of it has the same id, by which receivers recognise repetitions.
    pub event_id: Uuid,
    /// W3C trace context of its cause.
    pub traceparent: Option<String>,
    /// JSON: ids, times and routing facts, never personal data.
    pub body: Vec<u8>,
    /// Whether it is an error when no queue takes the message. Otherwise the broker drops such a message silently.
    pub mandatory: bool,
    /// Further headers.
    pub headers: Vec<(&'static str, String)>,
}

impl Outgoing {
    /// Makes a message without trace and further headers. It is mandatory unless the topology says that nobody has to
    /// listen.
    #[must_use]
    pub fn new(exchange: impl Into<String>, routing_key: impl Into<String>, event_id: Uuid, body: Vec<u8>) -> Self {
        let exchange = exchange.into();
        let mandatory = topology::is_mandatory(&exchange);
        Self {
            exchange,
            routing_key: routing_key.into(),
            event_id,
            traceparent: None,
            body,
            mandatory,
            headers: Vec::new(),
        }
    }

    /// The same message with a trace.
    #[must_use]
    pub fn traced(self, traceparent: Option<String>) -> Self {
        Self { traceparent, ..self }
    }
}

impl From<OutboxRow> for Outgoing {
    fn from(row: OutboxRow) -> Self {
        let body = row.body.to_string().into_bytes();
        Self::new(row.exchange, row.routing_key, row.event_id, body).traced(row.traceparent)
    }
}
