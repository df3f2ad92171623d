//! `POST /petugas/tiket/berikutnya`: takes the desk's next ticket and opens it.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use desk::Refusal;
use serde::Deserialize;

use super::filter::{Filter, Query};
use super::list;
use super::said::Said;
use crate::app::caller;
use crate::error::Error;
use crate::pages::{SignedForm, addresses, forbidden};
use crate::{App, texts};

/// At which desk.
#[derive(Deserialize)]
pub(in crate::pages) struct Next {
    #[serde(default)]
    meja: String,
}

pub(in crate::pages) async fn claim_next(
    State(app): State<App>,
    SignedForm { officer, form }: SignedForm<Next>,
) -> Result<Response, Error> {
    let desk = form.meja.parse().map_err(|_unknown| Error::from(Refusal::UnknownDesk))?;
    let Some(case) = desk::claim_next(&app.desks, &caller(&officer), desk).await? else {
        let filter = Filter::read(&Query::of_desk(desk), &officer).ok_or_else(forbidden)?;
        return list::draw(&app, &officer, &filter, Said { message: texts::NOTHING_WAITS, ..Said::default() }).await;
    };
    Ok(Redirect::to(&addresses::ticket(case.number)).into_response())
}
