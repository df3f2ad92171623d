//! Tickets: the desk's list, one ticket with all that stands beside it, and what an officer does with it.

mod answer;
mod claim;
mod claim_next;
pub(super) mod deadline;
mod document;
mod document_page;
mod done;
pub(super) mod filter;
mod found;
mod holder;
mod list;
mod list_page;
mod note;
mod page_picture;
mod release;
mod search;
mod show;
mod ticket_page;
mod transfer;
mod viewer;

pub(crate) use done::Deed;

use domain::TicketNumber;
use web::Problem;

use super::routes::Routes;
use crate::work::Refusal;

/// Where the list is.
pub(super) const PATH: &str = "/petugas/tiket";

/// Adds all of it.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(PATH, list::list)
        .post("/petugas/tiket/berikutnya", claim_next::claim_next)
        .get("/petugas/tiket/cari", found::found)
        .post("/petugas/tiket/cari", search::search)
        .get("/petugas/tiket/{number}", show::show)
        .get("/petugas/tiket/{number}/pemegang", holder::holder)
        .get("/petugas/tiket/{number}/dokumen/{kind}", document::document)
        .get("/petugas/tiket/{number}/dokumen/{kind}/halaman/{page}", document_page::document_page)
        .get("/petugas/tiket/{number}/dokumen/{kind}/gambar/{page}", page_picture::page_picture)
        .post("/petugas/tiket/{number}/ambil", claim::claim)
        .post("/petugas/tiket/{number}/lepas", release::release)
        .post("/petugas/tiket/{number}/jawaban", answer::answer)
        .post("/petugas/tiket/{number}/teruskan", transfer::transfer)
        .post("/petugas/tiket/{number}/catatan", note::note)
}

/// The address of a ticket.
fn address(number: TicketNumber) -> String {
    format!("{PATH}/{number}")
}

/// What is not even well-formed cannot exist.
fn number(text: &str) -> Result<TicketNumber, Problem> {
    text.parse().map_err(|_not_a_number| Refusal::UnknownTicket.into())
}
