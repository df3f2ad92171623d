//! The console: what officers see. Pages work without JavaScript, by keyboard and with a screen reader.
//!
//! Everything but signing in asks for a session: a handler that takes an [`officers::Officer`] is reached by signed-in officers only, and
//! one that changes something takes a [`SignedForm`], which also checks that the form is the session's own.

mod bulk;
mod cookies;
mod error_pages;
mod frame;
mod home;
mod overview;
mod return_address;
mod signed_form;
mod signed_in;
mod templates;
mod tickets;

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::get;
use officers::{Officer, Role};
use web::Problem;

pub(crate) use frame::{Frame, Section};
pub(crate) use signed_form::SignedForm;

use crate::App;
use crate::texts;

/// Where the console begins.
const HOME: &str = "/petugas";

/// Where officers sign in.
const SIGN_IN: &str = "/petugas/masuk";

/// All pages of the console.
pub(crate) fn routes() -> Router<App> {
    let pages = Router::new()
        .route(HOME, get(home::home))
        .merge(tickets::routes())
        .merge(templates::routes())
        .merge(overview::routes())
        .merge(bulk::routes());
    web::pages::protected(pages).route_layer(from_fn(error_pages::show))
}

/// Refuses who does not have the role.
///
/// # Errors
/// 403, shown as a page.
pub(crate) fn require(officer: &Officer, role: Role) -> Result<(), Problem> {
    if officer.has(role) { Ok(()) } else { Err(forbidden()) }
}

/// 403: signed in, but not for this.
pub(crate) fn forbidden() -> Problem {
    Problem::new(http::StatusCode::FORBIDDEN, "role_missing", texts::ROLE_MISSING.title).detail(texts::ROLE_MISSING.detail)
}
