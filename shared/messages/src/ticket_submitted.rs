//! A submission was accepted: intake tells the router.

use domain::{FormCode, TicketNumber};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Malformed;

/// Sent once for each accepted submission, to `helpdesk.submissions` with the key of
/// [`topology::submitted_key`](crate::topology::submitted_key).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketSubmitted {
    /// [`VERSION`](crate::VERSION).
    pub version: u8,
    /// Id of this message, the same on every delivery.
    pub event_id: Uuid,
    /// The number that the applicant was given.
    pub ticket_number: TicketNumber,
    /// Binds the ticket's sealed data.
    pub ticket_id: Uuid,
    /// The catalogue's form.
    pub form: FormCode,
    /// First six digits of the NIK: the region of first registration. The rest of the NIK never travels.
    pub region: String,
    /// Moment of acceptance.
    pub submitted_at: Timestamp,
    /// Promised answer: 2 × 24 hours later.
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
