//! Intake tells the router that it accepted a submission.

use domain::{FormCode, TicketNumber};
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Malformed;
use crate::values;

/// A submission was accepted. Once for each on `helpdesk.submissions`, with `submitted.<form>` as routing key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TicketSubmitted {
    /// Always 1.
    #[schemars(schema_with = "values::version")]
    pub version: u8,
    /// Id of this message, the same on every delivery.
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
    /// First six digits of the NIK: the region of first registration. The rest of the NIK never travels.
    #[schemars(schema_with = "values::region")]
    pub region: String,
    /// Moment of acceptance.
    #[schemars(schema_with = "values::time")]
    pub submitted_at: Timestamp,
    /// Promised answer: two working days later.
    #[schemars(schema_with = "values::time")]
    pub answer_due_at: Timestamp,
    /// How many documents came with it.
    pub documents: u8,
}

impl TicketSubmitted {
    /// Reads a body.
    ///
    /// # Errors
    /// When it is another message or another version.
    pub fn parse(body: &[u8]) -> Result<Self, Malformed> {
        crate::malformed::parse(body)
    }
}
