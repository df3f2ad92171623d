//! Somebody at the agency works on the ticket.

use domain::TicketNumber;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::values;

/// Somebody at the agency works on the ticket: the applicant sees Proses, and for half an hour nobody else may take it.
/// Sent again it keeps the ticket longer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseProcessing {
    /// Always 1.
    #[schemars(schema_with = "values::version")]
    pub version: u8,
    /// A new UUID for every message, equal to the AMQP property `message_id`. A repetition has no effect.
    #[schemars(schema_with = "values::uuid")]
    pub event_id: Uuid,
    /// The number that the applicant was given.
    #[schemars(schema_with = "values::ticket_number")]
    pub ticket_number: TicketNumber,
}
