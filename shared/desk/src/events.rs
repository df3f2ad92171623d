//! What the desks tell others. The transaction that makes it true writes it to the outbox.

use database::{Connection, NewMessage, Outbox, Schema};
use domain::{Desk, FormCode, TicketNumber};
use jiff::Timestamp;
use messages::{EventKind, TicketEvent, TicketRouted, VERSION, topology};
use runtime::Clock;
use serde::Serialize;
use uuid::Uuid;

/// Something that happened to a ticket, for `helpdesk.events`.
pub struct CaseEvent {
    /// What happened.
    pub kind: EventKind,
    /// To which ticket.
    pub number: TicketNumber,
    /// The ticket's form.
    pub form: FormCode,
    /// At which desk.
    pub desk: Desk,
    /// When.
    pub at: Timestamp,
    /// The trace that it belongs to.
    pub traceparent: Option<String>,
}

impl CaseEvent {
    /// The message, under an id of its own.
    #[must_use]
    pub fn message(self, clock: &Clock) -> NewMessage {
        let event_id = clock.new_id();
        let event = TicketEvent {
            version: VERSION,
            event_id,
            kind: self.kind,
            ticket_number: self.number,
            form: self.form,
            desk: self.desk,
            at: self.at,
        };
        message(event_id, topology::EVENTS, self.kind.routing_key(), &event, self.traceparent)
    }
}

/// The message that carries a ticket to another desk.
#[must_use]
pub fn to_desk(ticket: &TicketRouted, traceparent: Option<String>) -> NewMessage {
    message(ticket.event_id, topology::DESKS, ticket.desk.as_str(), ticket, traceparent)
}

/// Writes the messages into the transaction's outbox.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn add(on: &mut Connection, messages: &[NewMessage]) -> Result<(), sqlx::Error> {
    Outbox::insert(on, Schema::Desk, messages).await
}

pub(crate) fn message(
    event_id: Uuid,
    exchange: &'static str,
    routing_key: &str,
    body: &impl Serialize,
    traceparent: Option<String>,
) -> NewMessage {
    // Our messages are plain structs of ids and times: turning them into JSON cannot fail.
    let body = serde_json::to_value(body).unwrap_or_default();
    NewMessage { event_id, exchange, routing_key: routing_key.to_owned(), body, traceparent }
}
