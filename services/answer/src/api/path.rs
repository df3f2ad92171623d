//! The variable parts of the paths. What is not even well-formed cannot exist: it is refused like what does not.

use domain::{Desk, DocumentKind, TicketNumber};

use crate::work::Refusal;

pub(super) fn desk(text: &str) -> Result<Desk, Refusal> {
    text.parse().ok().ok_or(Refusal::UnknownDesk)
}

pub(super) fn number(text: &str) -> Result<TicketNumber, Refusal> {
    text.parse().ok().ok_or(Refusal::UnknownTicket)
}

pub(super) fn document_kind(text: &str) -> Result<DocumentKind, Refusal> {
    text.parse().ok().ok_or(Refusal::UnknownDocument)
}
