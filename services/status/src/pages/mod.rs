//! The status page: how far a ticket is, for people.

pub(crate) mod look_up;
mod show_form;
mod status_page;
mod ticket_view;

use axum::Router;
use axum::routing::get;

use crate::state::State;

/// Address of the page.
const PATH: &str = "/status";

/// All pages.
pub(crate) fn routes() -> Router<State> {
    web::pages::protected(Router::new().route(PATH, get(show_form::show_form).post(look_up::look_up)))
}
