//! A ticket goes to a desk: from the router, or from another desk that hands it over.

use domain::{Desk, FormCode, TicketNumber};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Malformed, TicketSubmitted, VERSION};

/// Sent to `helpdesk.desks` with the desk's name as routing key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketRouted {
    /// [`VERSION`].
    pub version: u8,
    /// The submission's event id; a transfer has one of its own.
    pub event_id: Uuid,
    /// The number that the applicant was given.
    pub ticket_number: TicketNumber,
    /// Binds the ticket's sealed data.
    pub ticket_id: Uuid,
    /// The catalogue's form.
    pub form: FormCode,
    /// The desk that is to solve it.
    pub desk: Desk,
    /// Moment of acceptance.
    pub submitted_at: Timestamp,
    /// Promised answer.
    pub answer_due_at: Timestamp,
    /// How many documents came with it.
    pub documents: u8,
    /// Whether another desk handed it over.
    pub transferred: bool,
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
