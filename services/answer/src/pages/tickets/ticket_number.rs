//! The ticket that an address names.

use domain::TicketNumber;
use web::Problem;

use crate::work::Refusal;

/// What is not even well-formed cannot exist.
pub(super) fn number(text: &str) -> Result<TicketNumber, Problem> {
    TicketNumber::read(text).map_err(|_no_number| Refusal::UnknownTicket.into())
}
