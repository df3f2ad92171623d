//! From refusals to `application/problem+json`, in one match. Inner errors are logged, never shown.

use documents::StoreError as DocumentsError;
use http::StatusCode;
use web::Problem;

use super::fields::invalid_field;
use crate::store::StoreError;
use crate::texts::{self, Text};
use crate::work::Refusal;

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::UnknownTicket => problem(StatusCode::NOT_FOUND, "unknown_ticket", texts::UNKNOWN_TICKET),
            Refusal::UnknownDesk => problem(StatusCode::NOT_FOUND, "unknown_desk", texts::UNKNOWN_DESK),
            Refusal::UnknownDocument => problem(StatusCode::NOT_FOUND, "unknown_document", texts::UNKNOWN_DOCUMENT),
            Refusal::DocumentLost(kind) => {
                Problem::new(StatusCode::GONE, "document_lost", texts::DOCUMENT_LOST).detail(texts::document_lost(kind))
            }
            Refusal::Erased => problem(StatusCode::GONE, "erased", texts::ERASED),
            Refusal::Restricted => problem(StatusCode::LOCKED, "restricted", texts::RESTRICTED),
            Refusal::NotReceived => problem(StatusCode::CONFLICT, "not_received", texts::NOT_RECEIVED),
            Refusal::AlreadyAnswered => problem(StatusCode::CONFLICT, "already_answered", texts::ALREADY_ANSWERED),
            Refusal::OutdatedCorrection => {
                problem(StatusCode::CONFLICT, "outdated_correction", texts::OUTDATED_CORRECTION)
            }
            Refusal::ClaimedByAnother => problem(StatusCode::CONFLICT, "claimed_by_another", texts::CLAIMED_BY_ANOTHER),
            Refusal::SameDesk => problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid_transfer", texts::SAME_DESK)
                .errors([invalid_field("desk", "same_desk", texts::FIELD_SAME_DESK)]),
            Refusal::AnswersByItself => {
                problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid_transfer", texts::ANSWERS_BY_ITSELF)
                    .errors([invalid_field("desk", "answers_by_itself", texts::ANSWERS_BY_ITSELF.detail)])
            }
            Refusal::SupervisorsOnly => problem(StatusCode::FORBIDDEN, "role_missing", texts::ROLE_MISSING),
            Refusal::UnknownText => problem(StatusCode::NOT_FOUND, "unknown_text", texts::UNKNOWN_TEXT),
            Refusal::UnfitText => problem(StatusCode::UNPROCESSABLE_ENTITY, "unfit_text", texts::UNFIT_TEXT),
            Refusal::TextTaken => problem(StatusCode::CONFLICT, "text_taken", texts::TEXT_TAKEN),
            Refusal::TooManyTexts => problem(StatusCode::CONFLICT, "too_many_texts", texts::TOO_MANY_TEXTS),
            Refusal::Store(error) => store_problem(&error),
            Refusal::Document(DocumentsError::Unavailable(_)) => Problem::unavailable(),
            error @ (Refusal::Document(_) | Refusal::Vault(_) | Refusal::Content) => Problem::internal(&error),
        }
    }
}

/// 503 while the database is away, else 500.
pub(super) fn store_problem(error: &StoreError) -> Problem {
    if error.is_unavailable() { Problem::unavailable() } else { Problem::internal(error) }
}

fn problem(status: StatusCode, code: &'static str, text: Text) -> Problem {
    Problem::new(status, code, text.title).detail(text.detail)
}
