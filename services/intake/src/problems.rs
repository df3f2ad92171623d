//! What a caller is told about what went wrong: statuses, codes and their texts, in one place.

use std::time::Duration;

use axum::extract::rejection::FormRejection;
use domain::{FieldError, Form};
use http::StatusCode;
use jiff::Timestamp;
use notices::Closure;
use runtime::telemetry::cause;
use uploads::{Fault, Unreadable, Weight};
use web::{CutOff, Problem};

use crate::public::Public;
use crate::refusal::Refusal;
use crate::suggestions::Unanswered;
use crate::texts;

/// When a place is likely to be free again.
const SOON: Duration = Duration::from_secs(1);

pub(crate) fn unknown_form() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "unknown_form", texts::UNKNOWN_FORM).detail(texts::UNKNOWN_FORM_DETAIL)
}

/// Forms 04 and 05: no ticket comes of them.
pub(crate) fn self_service(public: &Public, form: &Form) -> Problem {
    if let Some(page) = public.account_page(form) {
        let site = public.site.url().unwrap_or_default();
        return Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "self_service_elsewhere", texts::SELF_SERVICE_ELSEWHERE)
            .detail(texts::self_service_elsewhere(site, page));
    }
    Problem::new(StatusCode::NOT_IMPLEMENTED, "self_service_unavailable", texts::SELF_SERVICE)
        .detail(texts::SELF_SERVICE_DETAIL)
}

pub(super) fn unknown_list() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "unknown_list", texts::UNKNOWN_LIST).detail(texts::UNKNOWN_LIST_DETAIL)
}

pub(super) fn too_long_to_suggest() -> Problem {
    Problem::bad_request(texts::TOO_LONG_TO_SUGGEST)
}

/// A desk's token, which files nothing.
pub(super) fn desk_token() -> Problem {
    Problem::forbidden().detail(texts::DESK_TOKEN)
}

/// A game day that was sent to where people wait for answers.
pub(super) fn game_day_not_allowed() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "game_day_not_allowed", texts::NO_GAME_DAY).detail(texts::NO_GAME_DAY_DETAIL)
}

/// A channel's token that the operator revoked.
pub(super) fn revoked_channel() -> Problem {
    Problem::forbidden().detail(texts::REVOKED_CHANNEL)
}

/// No suggestions for now.
pub(super) fn unanswered(error: &Unanswered) -> Problem {
    match error {
        Unanswered::Database(cause) if !database::is_unavailable(cause) => Problem::internal(error),
        Unanswered::Late | Unanswered::Database(_) => {
            tracing::warn!(error = cause(error), "no suggestions");
            Problem::unavailable().detail(texts::NO_SUGGESTIONS)
        }
    }
}

/// More submissions at this moment than there are places for.
pub(crate) fn busy() -> Problem {
    Problem::unavailable().detail(texts::BUSY).retry_after(SOON)
}

/// The database did not do what was asked.
pub(crate) fn database(error: &sqlx::Error) -> Problem {
    if !database::is_unavailable(error) {
        return Problem::internal(error);
    }
    tracing::warn!(error = cause(error), "the database is away");
    Problem::unavailable().detail(language::text("form-unavailable"))
}

/// A body that could not be read to its end.
pub(crate) fn unreadable(unreadable: Unreadable) -> Problem {
    match unreadable {
        Unreadable::NotMultipart => Problem::bad_request(texts::NOT_MULTIPART),
        Unreadable::Broken => Problem::bad_request(language::text("form-broken")),
        Unreadable::CutOff { why: CutOff::TooSlow, .. } => Problem::too_slow(),
        Unreadable::CutOff { why: CutOff::Crowded, .. } => busy(),
        Unreadable::TooLarge { detail, received } => {
            let faults = received.faults;
            Problem::new(StatusCode::PAYLOAD_TOO_LARGE, too_large_code(&faults), language::text("too-large"))
                .detail(detail)
                .errors(errors(faults))
        }
    }
}

/// A body that is no form of a page without documents.
pub(crate) fn unreadable_form(rejection: &FormRejection, max_bytes: usize) -> Problem {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Problem::too_large(max_bytes)
    } else {
        Problem::bad_request(language::text("form-no-form"))
    }
}

/// A submission that was not accepted.
pub(crate) fn refused(refusal: Refusal, has_key: bool, now: Timestamp) -> Problem {
    match refusal {
        Refusal::Faulty(faults) => faulty(faults),
        Refusal::Closed(closure) => form_closed(&closure, now),
        Refusal::OtherContent(_) => {
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "idempotency_conflict", texts::OTHER_CONTENT)
                .detail(texts::OTHER_CONTENT_DETAIL)
        }
        Refusal::AlreadyOpen(reference) => already_filed(&reference),
        Refusal::TooMany(problem) => problem,
        Refusal::Unavailable => Problem::unavailable().detail(language::text("form-unavailable")),
        Refusal::OutcomeUnknown if has_key => Problem::unavailable().detail(texts::OUTCOME_UNKNOWN),
        Refusal::OutcomeUnknown => Problem::unavailable().detail(texts::OUTCOME_UNKNOWN_WITHOUT_KEY),
        Refusal::Internal(error) => Problem::internal(error.as_ref()),
    }
}

/// A person's open ticket is in the way.
fn already_filed(reference: &str) -> Problem {
    Problem::new(StatusCode::CONFLICT, "already_filed", texts::ALREADY_FILED).detail(texts::already_filed(reference))
}

/// A form that the operator closed; says when to come back where that is known.
fn form_closed(closure: &Closure, now: Timestamp) -> Problem {
    let detail = texts::form_closed(&closure.reason, closure.reopens_at);
    let problem =
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, "form_closed", language::text("form-closed")).detail(detail);
    match closure.remaining(now) {
        Some(wait) => problem.retry_after(wait.unsigned_abs()),
        None => problem,
    }
}

/// The heaviest fault decides the status; all are told.
fn faulty(faults: Vec<Fault>) -> Problem {
    let (status, code, title) = match faults.iter().map(|fault| fault.weight).max() {
        Some(Weight::TooLarge) => (StatusCode::PAYLOAD_TOO_LARGE, too_large_code(&faults), language::text("too-large")),
        Some(Weight::Unsupported) => {
            (StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_document", texts::UNSUPPORTED_DOCUMENT)
        }
        Some(Weight::Invalid) | None => {
            (StatusCode::UNPROCESSABLE_ENTITY, "invalid_fields", language::text("form-refused"))
        }
    };
    Problem::new(status, code, title).detail(texts::REFUSED_DETAIL).errors(errors(faults))
}

fn errors(faults: Vec<Fault>) -> Vec<FieldError> {
    faults.into_iter().map(|fault| fault.error).collect()
}

fn too_large_code(faults: &[Fault]) -> &'static str {
    let document = faults.iter().any(|fault| fault.error.code == "document_too_large");
    if document { "document_too_large" } else { "body_too_large" }
}
