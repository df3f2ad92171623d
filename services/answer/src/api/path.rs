//! The variable parts of the paths. What is not even well-formed cannot exist: it is refused like what does not.

use domain::{Desk, DocumentKind, TicketNumber, typed};
use uuid::Uuid;
use web::Problem;

use crate::texts;
use crate::work::Refusal;

pub(super) fn desk(text: &str) -> Result<Desk, Refusal> {
    text.parse().ok().ok_or(Refusal::UnknownDesk)
}

pub(super) fn number(text: &str) -> Result<TicketNumber, Refusal> {
    typed::ticket_number(text).ok_or(Refusal::UnknownTicket)
}

pub(super) fn document_kind(text: &str) -> Result<DocumentKind, Refusal> {
    text.parse().ok().ok_or(Refusal::UnknownDocument)
}

/// The id of a text, which the caller chooses: one that is none is told.
pub(super) fn text_id(text: &str) -> Result<Uuid, Problem> {
    text.parse().map_err(|_no_uuid| Problem::bad_request(texts::TEXT_ID_WRONG))
}
