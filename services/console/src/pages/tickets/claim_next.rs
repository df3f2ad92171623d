//! `POST /petugas/tiket/berikutnya`: takes the next ticket of a desk, or of all desks of the officer, and opens it.

use axum::response::{IntoResponse as _, Redirect, Response};
use desk::Refusal;
use serde::Deserialize;

use super::filter::{Filter, Query};
use super::list;
use super::page_state::PageState;
use crate::pages::{SignedForm, addresses};
use crate::problems::{Error, forbidden};
use crate::state::caller;
use crate::{State, texts};

/// At which desk; empty: at any of the officer's.
#[derive(Deserialize)]
pub(in crate::pages) struct Next {
    #[serde(default)]
    meja: String,
}

pub(in crate::pages) async fn claim_next(
    state: State,
    SignedForm { officer, form }: SignedForm<Next>,
) -> Result<Response, Error> {
    let caller = caller(&officer);
    let (claimed, shown) = if form.meja.is_empty() {
        (desk::claim_next_of_all(&state.desks, &caller).await?, Query::default())
    } else {
        let desk = form.meja.parse().map_err(|_unknown| Error::from(Refusal::UnknownDesk))?;
        (desk::claim_next(&state.desks, &caller, desk).await?, Query::of_desk(desk))
    };
    let Some(case) = claimed else {
        let filter = Filter::read(&shown, &officer).filter(|_| officer.works_on_tickets()).ok_or_else(forbidden)?;
        return list::draw(
            &state,
            &officer,
            &filter,
            PageState { message: texts::NOTHING_WAITS, ..PageState::default() },
        )
        .await;
    };
    Ok(Redirect::to(&addresses::ticket(case.number)).into_response())
}
