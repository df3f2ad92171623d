//! The variable parts of the paths. The API refuses what is not well-formed like what does not exist.

use desk::Refusal;
use domain::{Desk, DocumentKind, TicketNumber};
use uuid::Uuid;
use web::Problem;

use crate::problems::Error;
use crate::texts;

pub(super) fn desk(text: &str) -> Result<Desk, Refusal> {
    text.parse().ok().ok_or(Refusal::UnknownDesk)
}

pub(super) fn number(text: &str) -> Result<TicketNumber, Refusal> {
    TicketNumber::read(text).map_err(|_no_number| Refusal::UnknownTicket)
}

pub(super) fn document_kind(text: &str) -> Result<DocumentKind, Refusal> {
    text.parse().ok().ok_or(Refusal::UnknownDocument)
}

/// The id of a text, which the caller chooses: one that is none is told.
pub(super) fn text_id(text: &str) -> Result<Uuid, Error> {
    text.parse().map_err(|_no_uuid| Problem::bad_request(texts::TEXT_ID_WRONG).into())
}
