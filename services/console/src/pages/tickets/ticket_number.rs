//! The ticket that an address names.

use desk::Refusal;
use domain::TicketNumber;

use crate::problems::Error;

/// What is not even well-formed cannot exist.
pub(super) fn number(text: &str) -> Result<TicketNumber, Error> {
    TicketNumber::read(text).map_err(|_no_number| Refusal::UnknownTicket.into())
}
