//! Refusals as `application/problem+json`: one type for `?` in every endpoint. The log gets inner errors; callers never
//! do.

use axum::response::{IntoResponse, Response};
use desk::{Refusal, RefusalKind};
use http::StatusCode;
use web::{InvalidField, Problem};

use crate::texts;

/// A problem that the caller is told.
#[derive(Debug)]
pub(crate) struct Error(pub(crate) Problem);

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
        let problem = |title| Problem::new(status(refusal.kind()), refusal.code(), title);
        Self(match (&refusal, texts::refusal(&refusal)) {
            (Refusal::SameDesk, Some(text)) => problem(text.title).detail(text.detail).errors([invalid_field(
                "desk",
                "same_desk",
                texts::FIELD_SAME_DESK,
            )]),
            (Refusal::AnswersByItself, Some(text)) => problem(text.title).detail(text.detail).errors([invalid_field(
                "desk",
                "answers_by_itself",
                text.detail,
            )]),
            (_, Some(text)) => problem(text.title).detail(text.detail),
            (Refusal::DocumentLost(kind), None) => problem(texts::DOCUMENT_LOST).detail(texts::document_lost(*kind)),
            (_, None) if refusal.kind() == RefusalKind::Unavailable => Problem::unavailable(),
            (_, None) => Problem::internal(&refusal),
        })
    }
}

/// 503 while the database is away, else 500.
impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        Refusal::from(error).into()
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        self.0.into_response()
    }
}

/// One field that needs correcting.
pub(crate) fn invalid_field(field: &str, code: &'static str, message: impl Into<String>) -> InvalidField {
    InvalidField { field: field.to_owned(), code: code.into(), message: message.into() }
}

/// What HTTP calls this kind of refusal.
const fn status(kind: RefusalKind) -> StatusCode {
    match kind {
        RefusalKind::Unknown => StatusCode::NOT_FOUND,
        RefusalKind::Gone => StatusCode::GONE,
        RefusalKind::Locked => StatusCode::LOCKED,
        RefusalKind::Conflict => StatusCode::CONFLICT,
        RefusalKind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        RefusalKind::Forbidden => StatusCode::FORBIDDEN,
        RefusalKind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        RefusalKind::Fault => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
