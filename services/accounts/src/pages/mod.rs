//! The pages of accounts, in both languages. People can use them without JavaScript.

mod attempt;
mod closed;
mod cookies;
mod first_step;
mod frame;
mod told;
mod typed;
mod wrong_identity;

use std::sync::Arc;

use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::routing::get;
use http::StatusCode;
use runtime::telemetry::cause;
use web::{Page, Problem};

use crate::drafts::Failure;
use crate::state::State;

/// All pages.
pub(crate) fn routes() -> Router<Arc<State>> {
    let pages = Router::new()
        .route(first_step::PATH, get(first_step::show).post(first_step::check))
        .route(told::PATH, get(told::show));
    web::pages::in_both_languages(web::pages::protected(pages))
}

impl State {
    /// The frame of a page.
    fn page(&self) -> Page {
        Page::new(&frame::ACCOUNTS, "create", &self.notices).with_contact(&self.public.contact)
    }
}

/// What people are told when a draft could be neither read nor written.
fn problem(failure: &Failure) -> Problem {
    match failure {
        Failure::Database(error) if failure.is_unavailable() => {
            tracing::warn!(error = cause(error), "the database is away");
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", language::text("account-away"))
                .detail(language::text("account-away.detail"))
        }
        Failure::Database(_) | Failure::Vault(_) | Failure::Unreadable(_) => Problem::internal(failure),
    }
}

/// A body that is no form of ours.
fn unreadable(rejection: &FormRejection, most_bytes: usize) -> Problem {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Problem::too_large(most_bytes)
    } else {
        Problem::bad_request(language::text("form-broken"))
    }
}
