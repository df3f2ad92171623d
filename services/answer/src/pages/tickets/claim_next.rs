//! `POST /petugas/tiket/berikutnya`: takes the desk's next ticket and opens it.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;
use web::Problem;

use super::filter::{Filter, Query};
use super::list::Said;
use super::{address, list};
use crate::caller::Caller;
use crate::pages::{SignedForm, forbidden};
use crate::work::Refusal;
use crate::{App, texts, work};

/// At which desk.
#[derive(Deserialize)]
pub(super) struct Next {
    #[serde(default)]
    meja: String,
}

pub(super) async fn claim_next(
    State(app): State<App>,
    SignedForm { officer, form }: SignedForm<Next>,
) -> Result<Response, Problem> {
    let desk = form.meja.parse().map_err(|_unknown| Problem::from(Refusal::UnknownDesk))?;
    let Some(case) = work::claim_next(&app, &Caller::from(&officer), desk).await? else {
        let filter = Filter::read(&Query::of_desk(desk), &officer).ok_or_else(forbidden)?;
        return list::draw(&app, &officer, &filter, Said { message: texts::NOTHING_WAITS, ..Said::default() }).await;
    };
    Ok(Redirect::to(&address(case.number)).into_response())
}
