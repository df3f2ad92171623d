//! What a caller is told about a lookup that is not answered: statuses, codes and their texts, in one place.

use std::time::Duration;

use axum::extract::rejection::FormRejection;
use domain::FieldError;
use http::StatusCode;
use language::text;
use web::Problem;

use crate::lookup::Refusal;

/// Largest body of a lookup in bytes. A number and a NIK need far less.
pub(crate) const MAX_BODY_BYTES: usize = 4096;

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::UnknownTicket => Self::new(StatusCode::NOT_FOUND, "unknown_ticket", text("status-unknown-ticket")),
            Refusal::WrongNik => Self::new(StatusCode::NOT_FOUND, "wrong_nik", text("status-wrong-nik")),
            Refusal::NotANik(error) => invalid_fields([error]),
            Refusal::Mistyped => {
                let error = FieldError {
                    field: "ticket_number".to_owned(),
                    code: "mistyped",
                    message: text("status-mistyped").to_owned(),
                };
                Self::invalid_fields([error]).detail(text("status-mistyped"))
            }
            Refusal::TooManyTries { seconds } => {
                Self::too_many_requests(Duration::from_secs(seconds.into())).detail(text("status-too-many-tries"))
            }
            Refusal::Database(_) if refusal.is_outage() => Self::unavailable().detail(text("status-unavailable")),
            Refusal::Database(_) | Refusal::Inconsistent(_) | Refusal::Sealed(_) | Refusal::Unreadable(_) => {
                Self::internal(&refusal)
            }
        }
    }
}

/// Fields that are missing, unknown or wrong.
pub(crate) fn invalid_fields(errors: impl IntoIterator<Item = FieldError>) -> Problem {
    Problem::invalid_fields(errors).detail(text("status-invalid-fields"))
}

/// A body that is no JSON object. The JSON extractor names its own limit, which is larger.
pub(crate) fn unreadable_json(problem: Problem) -> Problem {
    if problem.status() == StatusCode::PAYLOAD_TOO_LARGE { Problem::too_large(MAX_BODY_BYTES) } else { problem }
}

/// A body that is no form of the page.
pub(crate) fn unreadable_form(rejection: &FormRejection) -> Problem {
    unreadable_form_of(rejection, MAX_BODY_BYTES)
}

/// As [`unreadable_form`], of a form that may have so many bytes.
pub(crate) fn unreadable_form_of(rejection: &FormRejection, most: usize) -> Problem {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Problem::too_large(most)
    } else {
        Problem::bad_request(text("status-invalid-fields"))
    }
}
