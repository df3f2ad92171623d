//! Why a page is not shown, or an act not done, to somebody who is signed in.

use http::StatusCode;
use officers::{Officer, Role};

use crate::error::Error;
use crate::texts;

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
