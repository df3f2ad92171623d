//! What callers read when something goes wrong.

use axum::extract::rejection::FormRejection;
use http::StatusCode;
use language::text;
use web::Problem;

use crate::cards::{NoCard, Uncheckable};

/// Largest body of a check in bytes. A date, an education and a grade need far less.
pub(crate) const MAX_BODY_BYTES: usize = 4096;

/// A query failed.
pub(crate) fn of_database(error: &sqlx::Error) -> Problem {
    if database::is_unavailable(error) {
        Problem::unavailable().detail(text("formations-unavailable"))
    } else {
        Problem::internal(error)
    }
}

/// A body that is no form of the page.
pub(crate) fn unreadable_form(rejection: &FormRejection) -> Problem {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Problem::too_large(MAX_BODY_BYTES)
    } else {
        Problem::bad_request(text("formation-check.unreadable"))
    }
}

/// A body that is no JSON object. The JSON extractor names its own limit, which is larger.
pub(crate) fn unreadable_json(problem: Problem) -> Problem {
    if problem.status() == StatusCode::PAYLOAD_TOO_LARGE { Problem::too_large(MAX_BODY_BYTES) } else { problem }
}

/// A document could not be checked.
pub(crate) fn of_check(error: &Uncheckable) -> Problem {
    match error {
        Uncheckable::Database(failed) if database::is_unavailable(failed) => {
            Problem::unavailable().detail(text("check-document-unavailable"))
        }
        Uncheckable::Database(_) | Uncheckable::Vault(_) | Uncheckable::Frozen(_) | Uncheckable::Ending(_) => {
            Problem::internal(error)
        }
    }
}

/// There is no card.
pub(crate) fn of_card(no_card: &NoCard) -> Problem {
    if no_card.is_unavailable() {
        return Problem::unavailable().detail(text("registration-card.away"));
    }
    match no_card {
        NoCard::NotFiled => Problem::not_found(),
        NoCard::NotYet => Problem::unavailable().detail(text("registration-card")),
        NoCard::Busy
        | NoCard::Database(_)
        | NoCard::Store(_)
        | NoCard::Vault(_)
        | NoCard::Frozen(_)
        | NoCard::Card(_)
        | NoCard::Sign(_)
        | NoCard::Changed
        | NoCard::Ending(_) => Problem::internal(no_card),
    }
}
