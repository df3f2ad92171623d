//! What the applicant gets for an accepted submission.

use domain::{Content, Form, Guidance, Outcome, RegionCode, Stage, TicketNumber, guidance};
use jiff::Timestamp;

/// A ticket as shown at its acceptance; a resend shows exactly the same.
#[derive(Debug)]
pub(crate) struct Receipt {
    pub(crate) number: TicketNumber,
    pub(crate) form: &'static Form,
    pub(crate) submitted_at: Timestamp,
    pub(crate) answer_due_at: Timestamp,
    /// Always [`Stage::Submitted`]: what became of it later is the status service's to tell.
    pub(crate) stage: Stage,
    /// District of first registration: a routing fact.
    pub(crate) region: RegionCode,
    /// For the forms whose answer is known at once.
    pub(crate) guidance: Option<Guidance>,
}

/// What became of a submission that was accepted.
#[derive(Debug)]
pub(crate) enum Acceptance {
    /// A new ticket.
    New(Receipt),
    /// The ticket that an earlier request with the same key and content became.
    Replayed(Receipt),
}

impl Receipt {
    pub(super) fn new(
        number: TicketNumber,
        submitted_at: Timestamp,
        answer_due_at: Timestamp,
        content: &Content,
    ) -> Self {
        let (form, region) = (content.form(), content.nik().region());
        let guidance = (form.outcome == Outcome::Guidance).then(|| guidance::for_region(region));
        Self { number, form, submitted_at, answer_due_at, stage: Stage::Submitted, region, guidance }
    }
}
