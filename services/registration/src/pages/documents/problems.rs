//! What people are told when a document could be neither kept nor opened.

use http::StatusCode;
use renditions::NotDrawn;
use runtime::telemetry::cause;
use web::Problem;

use crate::documents::Failure;

pub(crate) fn problem(failure: &Failure) -> Problem {
    if !failure.is_unavailable() {
        return Problem::internal(failure);
    }
    tracing::warn!(error = cause(failure), "the database or the object store is away");
    away()
}

/// Something that this needs is away.
pub(crate) fn away() -> Problem {
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", language::text("document-away"))
        .detail(language::text("document-away.detail"))
}

/// The registration takes nothing any more.
pub(crate) fn closed() -> Problem {
    Problem::new(StatusCode::CONFLICT, "registration_closed", language::text("document-closed"))
        .detail(language::text("document-closed.detail"))
}

/// What is no document of this person's registration, whoever else has one.
pub(crate) fn unknown() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "unknown_document", language::text("document-unknown"))
}

/// A page that is not shown.
pub(crate) fn not_drawn(failure: &NotDrawn) -> Problem {
    let (status, code, text) = match failure {
        NotDrawn::NoSuchPage { .. } => (StatusCode::NOT_FOUND, "unknown_page", "document-no-page"),
        NotDrawn::Broken | NotDrawn::TooHard => {
            (StatusCode::UNPROCESSABLE_ENTITY, "page_not_drawn", "document-page-hard")
        }
        NotDrawn::Busy | NotDrawn::Failed(_) => {
            (StatusCode::SERVICE_UNAVAILABLE, "pages_unavailable", "document-page-busy")
        }
    };
    Problem::new(status, code, language::text(text))
}
