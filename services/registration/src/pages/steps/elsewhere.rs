//! Where people are led who can do nothing on a page, and what they are told when nothing can be read.

use axum::response::{IntoResponse as _, Redirect, Response};
use runtime::telemetry::cause;
use web::Problem;

use crate::opened::NotOpened;
use crate::pages::entrance;
use crate::registrations::Failure;

impl From<NotOpened> for Response {
    fn from(not_opened: NotOpened) -> Self {
        let to = |path: &str| Redirect::to(&language::path(path)).into_response();
        match not_opened {
            NotOpened::NoAccount => to(applicants::SIGN_IN),
            NotOpened::NotTaken | NotOpened::Over(_) => to_overview(),
            NotOpened::Early(step) => to(step.path()),
            NotOpened::Account(failure) => entrance::problem(&failure).into_response(),
            NotOpened::Failure(failure) => failed(&failure),
        }
    }
}

/// The way to the overview.
pub(crate) fn to_overview() -> Response {
    Redirect::to(&language::path(applicants::REGISTRATION)).into_response()
}

/// What people are told when a registration could be neither read nor written.
pub(crate) fn failed(failure: &Failure) -> Response {
    problem(failure).into_response()
}

/// The same as a problem.
pub(crate) fn problem(failure: &Failure) -> Problem {
    match failure {
        Failure::Database(error) if database::is_unavailable(error) => {
            tracing::warn!(error = cause(failure), "a registration is out of reach");
            entrance::away()
        }
        Failure::Database(_) | Failure::Vault(_) => Problem::internal(failure),
    }
}
