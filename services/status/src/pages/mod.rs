//! The status page: how far a ticket is, for people.

mod follow_up;
pub(crate) mod look_up;
mod question;
mod reply;
mod say_helped;
mod show_form;
mod show_ticket;
mod status_page;
mod talk;
mod ticket_view;
mod unsent;

use axum::Router;
use axum::routing::{get, post};
use uuid::Uuid;

use crate::state::State;

/// Address of the page.
const PATH: &str = "/status";

/// Indonesian address of a ticket's page, for whoever proved that it is theirs.
fn shown_at(reference: &str) -> String {
    format!("{PATH}/{reference}")
}

/// Its address in the language that is being spoken.
fn ticket_path(reference: &str) -> String {
    language::path(&shown_at(reference)).into_owned()
}

/// Where a ticket's page sends whether the answer helped.
fn helped_path(reference: &str) -> String {
    format!("{}/terbantu", ticket_path(reference))
}

/// Where it sends what its owner writes once more.
fn follow_up_path(reference: &str) -> String {
    format!("{}/lanjutan", ticket_path(reference))
}

/// Where it sends the reply to a question.
fn reply_path(reference: &str, question: Uuid) -> String {
    format!("{}/balasan/{question}", ticket_path(reference))
}

/// All pages.
pub(crate) fn routes() -> Router<State> {
    let pages = Router::new()
        .route(PATH, get(show_form::show_form).post(look_up::look_up))
        .route("/status/{reference}", get(show_ticket::show_ticket))
        .route("/status/{reference}/terbantu", post(say_helped::say_helped))
        .route("/status/{reference}/lanjutan", post(follow_up::follow_up))
        .route("/status/{reference}/balasan/{question}", post(reply::reply));
    web::pages::in_both_languages(web::pages::protected(pages))
}
