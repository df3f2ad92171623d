//! A message that a service wants to publish.

use database::OutboxRow;
use messages::topology;
use uuid::Uuid;

/// A message on its way out. It is published as persistent JSON.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// Where to publish.
    pub exchange: String,
    /// Routing key, at most 255 bytes.
    pub routing_key: String,
    /// Id of the message, the same on every publication: receivers recognise repetitions by it.
    pub event_id: Uuid,
    /// W3C trace context of what caused it.
    pub traceparent: Option<String>,
    /// JSON; ids, times and routing facts, never personal data.
    pub body: Vec<u8>,
    /// Whether a message that no queue takes is an error. The broker drops it silently otherwise.
    pub mandatory: bool,
    /// Further headers.
    pub headers: Vec<(&'static str, String)>,
}

impl Outgoing {
    /// A message without trace and further headers, mandatory unless the topology says that nobody has to listen.
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
