//! Why the console does not show a page or do an act: one type for `?` in every page. The log gets inner errors;
//! officers never do.

use axum::response::{IntoResponse, Response};
use desk::{Refusal, RefusalKind};
use http::StatusCode;
use officers::{Failure, Officer, Role};
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

/// Refuses who does not have the role.
///
/// # Errors
/// 403, shown as a page.
pub(crate) fn require(officer: &Officer, role: Role) -> Result<(), Error> {
    if officer.has(role) { Ok(()) } else { Err(forbidden()) }
}

/// 403: signed in, but not for this.
pub(crate) fn forbidden() -> Error {
    Error::new(StatusCode::FORBIDDEN, "role_missing", texts::ROLE_MISSING)
}

/// 422: a form asks for something with a value that is none of its choices. Nothing is done then: never is the first of
/// a list meant, or everything.
pub(crate) fn unknown_choice() -> Error {
    Error::new(StatusCode::UNPROCESSABLE_ENTITY, "unknown_choice", texts::UNKNOWN_CHOICE)
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
        let problem = |title| Problem::new(status(refusal.kind()), refusal.code(), title);
        Self(match (&refusal, texts::refusal(&refusal)) {
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
