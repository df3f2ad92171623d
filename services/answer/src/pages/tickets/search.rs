//! `POST /petugas/tiket/cari`: finds a ticket by its number, or an applicant's tickets by NIK. A NIK never stands in an address.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::{Nik, typed};
use serde::Deserialize;
use web::Problem;

use super::address;
use super::filter::{Filter, Query};
use super::found::Search;
use super::list::{self, Said};
use crate::caller::Caller;
use crate::pages::{SignedForm, forbidden};
use crate::{App, texts, work};

/// What is looked for.
#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    cari: String,
}

pub(super) async fn search(State(app): State<App>, SignedForm { officer, form }: SignedForm<Wanted>) -> Result<Response, Problem> {
    if !officer.works_on_tickets() {
        return Err(forbidden());
    }
    if let Ok(nik) = Nik::parse(&form.cari) {
        let nik_index = app.vault.index("nik", nik.expose().as_bytes()).as_bytes().to_vec();
        let address = Search { officer_id: officer.id, nik_index, at: app.now() }.address(&app.vault)?;
        return Ok(Redirect::to(&address).into_response());
    }
    let message = match typed::ticket_number(&form.cari) {
        Some(number) if work::is_visible(&app, &Caller::from(&officer), number).await? => {
            return Ok(Redirect::to(&address(number)).into_response());
        }
        Some(_) => texts::TICKET_NOT_FOUND,
        None => texts::NOT_SEARCHABLE,
    };
    let filter = Filter::read(&Query::default(), &officer).ok_or_else(forbidden)?;
    list::draw(&app, &officer, &filter, Said { message, sought: form.cari, ..Said::default() }).await
}
