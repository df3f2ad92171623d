//! Something happened to a ticket at its desk: told to whoever subscribes.

use domain::{Desk, FormCode, TicketNumber};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Malformed;

/// Sent to `helpdesk.events` with [`EventKind::routing_key`]. Nobody has to listen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketEvent {
    /// [`VERSION`](crate::VERSION).
    pub version: u8,
    /// Id of this message, the same on every delivery.
    pub event_id: Uuid,
    /// What happened.
    pub kind: EventKind,
    /// The number that the applicant was given.
    pub ticket_number: TicketNumber,
    /// The catalogue's form.
    pub form: FormCode,
    /// Where it happened.
    pub desk: Desk,
    /// When.
    pub at: Timestamp,
}

/// What happened to a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// It reached the desk (Diterima).
    Received,
    /// It was answered, or the answer corrected (Jawaban).
    Answered,
    /// It was handed to another desk.
    Transferred,
}

impl EventKind {
    /// The routing key on `helpdesk.events`.
    #[must_use]
    pub fn routing_key(self) -> &'static str {
        match self {
            Self::Received => "ticket.received",
            Self::Answered => "ticket.answered",
            Self::Transferred => "ticket.transferred",
        }
    }
}

impl TicketEvent {
    /// Reads a body.
    ///
    /// # Errors
    /// When it is another message or another version.
    pub fn parse(body: &[u8]) -> Result<Self, Malformed> {
        crate::malformed::parse(body)
    }
}
