//! `POST /petugas/tampilan` and `/petugas/tampilan/hapus`: an officer saves a list under a name, and removes it.

use axum::response::{IntoResponse as _, Redirect, Response};
use domain::{Text, TextRule};
use serde::Deserialize;

use super::filter::{Filter, Query};
use super::list;
use super::page_state::PageState;
use crate::pages::SignedForm;
use crate::pages::addresses::TICKETS;
use crate::pages::form_values::value;
use crate::problems::{Error, forbidden, unknown_choice};
use crate::store::views::{self, View};
use crate::{State, texts};

/// The rule of a name: 1 to 40 characters in one line.
const NAME: TextRule = TextRule::Line { max: 40 };

/// The fields of the list's filter, and the name.
pub(in crate::pages) async fn save(
    state: State,
    SignedForm { officer, form }: SignedForm<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let filter = Filter::read(&Query::of_pairs(&form), &officer).filter(|_| officer.works_on_tickets());
    let filter = filter.ok_or_else(forbidden)?;
    if !filter.region_fault.is_empty() {
        return Err(unknown_choice());
    }
    let refused = match Text::parse(value(&form, "nama"), NAME) {
        Ok(name) => {
            let view = View { name: name.expose().to_owned(), query: filter.query() };
            if views::save(&state.desks.pool, officer.id, &view, state.now()).await? {
                return Ok(Redirect::to(&filter.address(None)).into_response());
            }
            texts::VIEWS_FULL
        }
        Err(_) => texts::VIEW_UNNAMED,
    };
    let shown = PageState { message: refused, ..PageState::default() };
    list::draw(&state, &officer, &filter, shown).await
}

/// Which one.
#[derive(Deserialize)]
pub(in crate::pages) struct Named {
    #[serde(default)]
    nama: String,
}

pub(in crate::pages) async fn remove(
    state: State,
    SignedForm { officer, form }: SignedForm<Named>,
) -> Result<Redirect, Error> {
    if !officer.works_on_tickets() {
        return Err(forbidden());
    }
    views::remove(&state.desks.pool, officer.id, &form.nama).await?;
    Ok(Redirect::to(TICKETS))
}
