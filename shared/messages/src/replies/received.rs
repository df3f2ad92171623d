//! The agency has the ticket.

use domain::TicketNumber;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::values;

/// The agency has taken the ticket into its own system: the applicant sees Diterima. Later stages imply it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseReceived {
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
