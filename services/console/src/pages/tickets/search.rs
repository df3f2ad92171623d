//! `POST /petugas/tiket/cari`: finds a ticket by its number, or an applicant's tickets by NIK or by name. No address
//! holds a NIK or a name.

use axum::response::{IntoResponse as _, Redirect, Response};
use domain::{FullName, InvalidTicketNumber, Nik, TicketNumber};
use officers::Officer;
use serde::Deserialize;
use vault::Index;

use super::filter::{Filter, Query};
use super::found::{Search, Sought};
use super::list;
use super::page_state::PageState;
use crate::pages::{SignedForm, addresses};
use crate::problems::{Error, forbidden};
use crate::state::caller;
use crate::{State, texts, work};

/// What is looked for.
#[derive(Deserialize)]
pub(in crate::pages) struct SearchForm {
    #[serde(default)]
    cari: String,
}

pub(in crate::pages) async fn search(
    state: State,
    SignedForm { officer, form }: SignedForm<SearchForm>,
) -> Result<Response, Error> {
    if !officer.works_on_tickets() {
        return Err(forbidden());
    }
    // First as a number: some that were given out before have sixteen digits, as a NIK has.
    let number = TicketNumber::read(&form.cari);
    if let Ok(number) = number
        && work::of_number(&state.desks, &caller(&officer), number).await?
    {
        return Ok(Redirect::to(&addresses::ticket(number)).into_response());
    }
    if let Ok(nik) = Nik::parse(&form.cari) {
        let nik_index = state.desks.vault.index(Index::Nik, nik.expose().as_bytes()).as_bytes().to_vec();
        return go_to(&state, &officer, Sought::Nik(nik_index));
    }
    if let Ok(name) = FullName::parse(&form.cari) {
        let marks = work::marks(&state.desks.vault, &name);
        if !marks.is_empty() {
            return go_to(&state, &officer, Sought::Name(marks));
        }
    }
    let message = match number {
        Ok(_) => texts::TICKET_NOT_FOUND,
        Err(InvalidTicketNumber::Mistyped) => texts::TICKET_MISTYPED,
        Err(InvalidTicketNumber::Shape) => texts::NOT_SEARCHABLE,
    };
    let filter = Filter::read(&Query::default(), &officer).ok_or_else(forbidden)?;
    list::draw(&state, &officer, &filter, PageState { message, sought: form.cari, ..PageState::default() }).await
}

/// Leads to what is found.
fn go_to(state: &State, officer: &Officer, sought: Sought) -> Result<Response, Error> {
    let search = Search { officer_id: officer.id, sought, at: state.now() };
    Ok(Redirect::to(&search.address(&state.desks.vault)?).into_response())
}
