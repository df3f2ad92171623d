//! Why a page is not shown, or an act not done: one type for `?` in every page. Inner errors are logged, never shown.

use axum::response::{IntoResponse, Response};
use desk::{Refusal, StoreError};
use documents::StoreError as DocumentsError;
use http::StatusCode;
use officers::Failure;
use web::Problem;

use crate::texts::{self, Text};

/// A problem that an officer is shown.
#[derive(Debug)]
pub(crate) struct Error(pub(crate) Problem);

impl Error {
    /// A problem with a title and an explanation.
    pub(crate) fn new(status: StatusCode, code: &'static str, text: Text) -> Self {
        Self(Problem::new(status, code, text.title).detail(text.detail))
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
            Refusal::SameDesk => Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid_transfer", texts::SAME_DESK),
            Refusal::AnswersByItself => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid_transfer", texts::ANSWERS_BY_ITSELF)
            }
            Refusal::SupervisorsOnly => Self::new(StatusCode::FORBIDDEN, "role_missing", texts::ROLE_MISSING),
            Refusal::Store(error) => error.into(),
            Refusal::Document(DocumentsError::Unavailable(_)) => Self(Problem::unavailable()),
            // Officers post no texts: nothing of theirs is refused for one.
            error @ (Refusal::Document(_)
            | Refusal::Vault(_)
            | Refusal::Content
            | Refusal::UnknownText
            | Refusal::UnfitText
            | Refusal::TextTaken
            | Refusal::TooManyTexts) => Self(Problem::internal(&error)),
        }
    }
}

/// 503 while the database is away, else 500.
impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        Self(if error.is_unavailable() { Problem::unavailable() } else { Problem::internal(&error) })
    }
}

/// 503 while the database is away, else 500.
impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        (&failure).into()
    }
}

impl From<&Failure> for Error {
    fn from(failure: &Failure) -> Self {
        Self(if failure.is_unavailable() { Problem::unavailable() } else { Problem::internal(failure) })
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        self.0.into_response()
    }
}
