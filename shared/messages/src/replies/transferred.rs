//! The agency hands the ticket to another desk.

use domain::{Desk, TicketNumber};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::values;

/// The ticket goes to another desk, for the reason that was posted before under `text_id`. From then on the agency
/// cannot see it any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseTransferred {
    /// Always 1.
    #[schemars(schema_with = "values::version")]
    pub version: u8,
    /// A new UUID for every message, equal to the AMQP property `message_id`. A repetition has no effect.
    #[schemars(schema_with = "values::uuid")]
    pub event_id: Uuid,
    /// The number that the applicant was given.
    #[schemars(schema_with = "values::ticket_number")]
    pub ticket_number: TicketNumber,
    /// The desk that can solve it.
    #[schemars(schema_with = "values::desk")]
    pub desk: Desk,
    /// Under which the reason, at most 500 characters, was posted: `PUT /api/v1/tickets/{number}/texts/{text_id}`.
    #[schemars(schema_with = "values::uuid")]
    pub text_id: Uuid,
}
