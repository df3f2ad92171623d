//! The status page: how far a ticket is, for people.

pub(crate) mod look_up;
mod show_form;
mod show_ticket;
mod status_page;
mod ticket_view;

use axum::Router;
use axum::routing::get;

use crate::state::State;

/// Address of the page.
const PATH: &str = "/status";

/// Address of a ticket's page, for whoever proved that it is theirs.
fn ticket_path(reference: &str) -> String {
    format!("{PATH}/{reference}")
}

/// All pages.
pub(crate) fn routes() -> Router<State> {
    let pages = Router::new()
        .route(PATH, get(show_form::show_form).post(look_up::look_up))
        .route("/status/{reference}", get(show_ticket::show_ticket));
    web::pages::protected(pages)
}
