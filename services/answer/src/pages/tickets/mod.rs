//! Tickets: the desk's list, one ticket with all that stands beside it, and what an officer does with it.

mod answer;
mod claim;
mod claim_next;
mod deadline;
mod document;
pub(super) mod filter;
mod list;
mod list_page;
mod note;
mod release;
mod search;
mod show;
mod ticket_page;
mod transfer;

use axum::Router;
use axum::routing::{get, post};
use domain::TicketNumber;
use web::Problem;

use crate::App;
use crate::work::Refusal;

/// Where the list is.
pub(super) const PATH: &str = "/petugas/tiket";

/// All of it.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(PATH, get(list::list))
        .route("/petugas/tiket/berikutnya", post(claim_next::claim_next))
        .route("/petugas/tiket/cari", post(search::search))
        .route("/petugas/tiket/{number}", get(show::show))
        .route("/petugas/tiket/{number}/dokumen/{kind}", get(document::document))
        .route("/petugas/tiket/{number}/ambil", post(claim::claim))
        .route("/petugas/tiket/{number}/lepas", post(release::release))
        .route("/petugas/tiket/{number}/jawaban", post(answer::answer))
        .route("/petugas/tiket/{number}/teruskan", post(transfer::transfer))
        .route("/petugas/tiket/{number}/catatan", post(note::note))
}

/// The address of a ticket.
fn address(number: TicketNumber) -> String {
    format!("{PATH}/{number}")
}

/// What is not even well-formed cannot exist.
fn number(text: &str) -> Result<TicketNumber, Problem> {
    text.parse().map_err(|_not_a_number| Refusal::UnknownTicket.into())
}
