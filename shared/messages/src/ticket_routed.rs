//! A ticket goes to a desk. The router sends this message, or another desk that hands the ticket over.

use domain::{Desk, FormCode, TicketNumber};
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::values;
use crate::{Malformed, TicketSubmitted, VERSION};

/// A ticket has come to the desk. Its content is fetched over HTTPS: `GET /api/v1/tickets/{number}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TicketRouted {
    /// Always 1.
    #[schemars(schema_with = "values::version")]
    pub version: u8,
    /// The submission's event id; a transfer has one of its own.
    #[schemars(schema_with = "values::uuid")]
    pub event_id: Uuid,
    /// The number that the applicant was given.
    #[schemars(schema_with = "values::ticket_number")]
    pub ticket_number: TicketNumber,
    /// Binds the ticket's sealed data.
    #[schemars(schema_with = "values::uuid")]
    pub ticket_id: Uuid,
    /// The catalogue's form.
    #[schemars(schema_with = "values::form")]
    pub form: FormCode,
    /// The desk that is to solve it.
    #[schemars(schema_with = "values::desk")]
    pub desk: Desk,
    /// Moment of acceptance.
    #[schemars(schema_with = "values::time")]
    pub submitted_at: Timestamp,
    /// Promised answer; that to what the applicant wrote once more, where the ticket comes back.
    #[schemars(schema_with = "values::time")]
    pub answer_due_at: Timestamp,
    /// How many documents came with it.
    pub documents: u8,
    /// Whether another desk handed it over, or the ticket comes back to its desk.
    pub transferred: bool,
    /// Whether it comes back to the desk that answered, since the applicant wrote once more. Absent in messages
    /// of earlier versions, and `false` then.
    #[serde(default)]
    pub follow_up: bool,
}

impl TicketRouted {
    /// The submission on its way to `desk`, under the same event id.
    #[must_use]
    pub fn from_submission(submitted: &TicketSubmitted, desk: Desk) -> Self {
        Self {
            version: VERSION,
            event_id: submitted.event_id,
            ticket_number: submitted.ticket_number,
            ticket_id: submitted.ticket_id,
            form: submitted.form,
            desk,
            submitted_at: submitted.submitted_at,
            answer_due_at: submitted.answer_due_at,
            documents: submitted.documents,
            transferred: false,
            follow_up: false,
        }
    }

    /// Reads a body.
    ///
    /// # Errors
    /// When it is another message or another version.
    pub fn parse(body: &[u8]) -> Result<Self, Malformed> {
        crate::malformed::parse(body)
    }
}
