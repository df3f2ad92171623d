//! From refusals to `application/problem+json`, in one match: one type for `?` in every endpoint. Inner errors are
//! logged, never shown.

use axum::response::{IntoResponse, Response};
use desk::{Refusal, StoreError};
use documents::StoreError as DocumentsError;
use http::StatusCode;
use web::{InvalidField, Problem};

use super::fields::invalid_field;
use crate::texts::{self, Text};

/// A problem that the caller is told.
#[derive(Debug)]
pub(crate) struct Error(pub(crate) Problem);

impl Error {
    fn new(status: StatusCode, code: &'static str, text: Text) -> Self {
        Self(Problem::new(status, code, text.title).detail(text.detail))
    }

    fn errors<const N: usize>(self, errors: [InvalidField; N]) -> Self {
        Self(self.0.errors(errors))
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        error.0
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::UnknownTicket => Self::new(StatusCode::NOT_FOUND, "unknown_ticket", texts::UNKNOWN_TICKET),
            Refusal::UnknownDesk => Self::new(StatusCode::NOT_FOUND, "unknown_desk", texts::UNKNOWN_DESK),
            Refusal::UnknownDocument => Self::new(StatusCode::NOT_FOUND, "unknown_document", texts::UNKNOWN_DOCUMENT),
            Refusal::DocumentLost(kind) => Self(
                Problem::new(StatusCode::GONE, "document_lost", texts::DOCUMENT_LOST)
                    .detail(texts::document_lost(kind)),
            ),
            Refusal::Erased => Self::new(StatusCode::GONE, "erased", texts::ERASED),
            Refusal::Restricted => Self::new(StatusCode::LOCKED, "restricted", texts::RESTRICTED),
            Refusal::NotReceived => Self::new(StatusCode::CONFLICT, "not_received", texts::NOT_RECEIVED),
            Refusal::AlreadyAnswered => Self::new(StatusCode::CONFLICT, "already_answered", texts::ALREADY_ANSWERED),
            Refusal::OutdatedCorrection => {
                Self::new(StatusCode::CONFLICT, "outdated_correction", texts::OUTDATED_CORRECTION)
            }
            Refusal::ClaimedByAnother => {
                Self::new(StatusCode::CONFLICT, "claimed_by_another", texts::CLAIMED_BY_ANOTHER)
            }
            Refusal::SameDesk => Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid_transfer", texts::SAME_DESK)
                .errors([invalid_field("desk", "same_desk", texts::FIELD_SAME_DESK)]),
            Refusal::AnswersByItself => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid_transfer", texts::ANSWERS_BY_ITSELF)
                    .errors([invalid_field("desk", "answers_by_itself", texts::ANSWERS_BY_ITSELF.detail)])
            }
            Refusal::SupervisorsOnly => Self::new(StatusCode::FORBIDDEN, "role_missing", texts::ROLE_MISSING),
            Refusal::UnknownText => Self::new(StatusCode::NOT_FOUND, "unknown_text", texts::UNKNOWN_TEXT),
            Refusal::UnfitText => Self::new(StatusCode::UNPROCESSABLE_ENTITY, "unfit_text", texts::UNFIT_TEXT),
            Refusal::TextTaken => Self::new(StatusCode::CONFLICT, "text_taken", texts::TEXT_TAKEN),
            Refusal::TooManyTexts => Self::new(StatusCode::CONFLICT, "too_many_texts", texts::TOO_MANY_TEXTS),
            Refusal::Store(error) => error.into(),
            Refusal::Document(DocumentsError::Unavailable(_)) => Self(Problem::unavailable()),
            error @ (Refusal::Document(_) | Refusal::Vault(_) | Refusal::Content) => Self(Problem::internal(&error)),
        }
    }
}

/// 503 while the database is away, else 500.
impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        Self(if error.is_unavailable() { Problem::unavailable() } else { Problem::internal(&error) })
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        self.0.into_response()
    }
}
