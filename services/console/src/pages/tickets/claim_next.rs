//! `POST /petugas/tiket/berikutnya`: takes the desk's next ticket and opens it.

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

/// At which desk.
#[derive(Deserialize)]
pub(in crate::pages) struct Next {
    #[serde(default)]
    meja: String,
}

pub(in crate::pages) async fn claim_next(
    state: State,
    SignedForm { officer, form }: SignedForm<Next>,
) -> Result<Response, Error> {
    let desk = form.meja.parse().map_err(|_unknown| Error::from(Refusal::UnknownDesk))?;
    let Some(case) = desk::claim_next(&state.desks, &caller(&officer), desk).await? else {
        let filter = Filter::read(&Query::of_desk(desk), &officer).ok_or_else(forbidden)?;
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
