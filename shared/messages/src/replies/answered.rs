//! The agency has answered the ticket.

use domain::TicketNumber;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de};
use uuid::Uuid;

use crate::values;

/// The ticket is answered, or its answer corrected: the applicant sees Jawaban and the text that was posted before
/// under `text_id`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseAnswered {
    /// Always 1.
    #[schemars(schema_with = "values::version")]
    pub version: u8,
    /// A new UUID for every message, equal to the AMQP property `message_id`. A repetition has no effect.
    #[schemars(schema_with = "values::uuid")]
    pub event_id: Uuid,
    /// The number that the applicant was given.
    #[schemars(schema_with = "values::ticket_number")]
    pub ticket_number: TicketNumber,
    /// Under which the answer was posted: `PUT /api/v1/tickets/{number}/texts/{text_id}`. The text itself never travels
    /// in a message.
    #[schemars(schema_with = "values::uuid")]
    pub text_id: Uuid,
    /// The newest revision of the answer, when this corrects it; left out for the first answer.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "revision")]
    #[schemars(schema_with = "values::revision")]
    pub corrects: Option<i32>,
}

/// Revisions begin at 1, and one that is named is a number.
fn revision<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i32>, D::Error> {
    match i32::deserialize(deserializer)? {
        revision @ 1.. => Ok(Some(revision)),
        _ => Err(de::Error::custom("a revision below 1")),
    }
}
