//! Tells subscribers that something happened to a ticket at its desk.

use domain::{Desk, FormCode, TicketNumber};
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Malformed;
use crate::values;

/// Something happened to a ticket at its desk. On `helpdesk.events`; nobody has to listen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TicketEvent {
    /// Always 1.
    #[schemars(schema_with = "values::version")]
    pub version: u8,
    /// Id of this message, the same on every delivery.
    #[schemars(schema_with = "values::uuid")]
    pub event_id: Uuid,
    /// What happened.
    pub kind: EventKind,
    /// The number that the applicant was given.
    #[schemars(schema_with = "values::ticket_number")]
    pub ticket_number: TicketNumber,
    /// The catalogue's form.
    #[schemars(schema_with = "values::form")]
    pub form: FormCode,
    /// Where it happened.
    #[schemars(schema_with = "values::desk")]
    pub desk: Desk,
    /// When.
    #[schemars(schema_with = "values::time")]
    pub at: Timestamp,
}

/// What happened to a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
