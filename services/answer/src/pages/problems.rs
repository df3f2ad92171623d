//! Why a page is not shown, or an act not done, to somebody who is signed in.

use http::StatusCode;
use officers::{Failure, Officer, Role};
use web::Problem;

use crate::texts;

/// Refuses who does not have the role.
///
/// # Errors
/// 403, shown as a page.
pub(crate) fn require(officer: &Officer, role: Role) -> Result<(), Problem> {
    if officer.has(role) { Ok(()) } else { Err(forbidden()) }
}

/// 403: signed in, but not for this.
pub(crate) fn forbidden() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "role_missing", texts::ROLE_MISSING.title).detail(texts::ROLE_MISSING.detail)
}

/// 422: a form asks for something with a value that is none of its choices. Nothing is done then: never is the first of
/// a list meant, or everything.
pub(crate) fn unknown_choice() -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "unknown_choice", texts::UNKNOWN_CHOICE.title)
        .detail(texts::UNKNOWN_CHOICE.detail)
}

/// 503 while the database is away, else 500.
pub(super) fn problem(failure: &Failure) -> Problem {
    if failure.is_unavailable() { Problem::unavailable() } else { Problem::internal(failure) }
}
