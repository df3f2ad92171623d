//! `POST /petugas/massal/baru`: shows three tickets as they would be answered, or begins with the first ten.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;
use web::Problem;

use super::PATH;
use super::compose::{self, Writing};
use crate::caller::Caller;
use crate::pages::tickets::filter::{Filter, Query};
use crate::pages::{SignedForm, forbidden};
use crate::{App, texts, work};

/// What was typed, and for which tickets.
#[derive(Deserialize)]
pub(super) struct Written {
    #[serde(flatten)]
    query: Query,
    #[serde(default)]
    teks: String,
    /// `mulai` begins; anything else shows.
    #[serde(default)]
    aksi: String,
}

pub(super) async fn begin(State(app): State<App>, SignedForm { officer, form }: SignedForm<Written>) -> Result<Response, Problem> {
    let filter = Filter::read(&form.query, &officer).ok_or_else(forbidden)?;
    if form.aksi != "mulai" {
        return compose::draw(&app, &officer, &filter, Writing { text: form.teks, previewed: true, ..Writing::default() }).await;
    }
    match work::begin(&app, &Caller::from(&officer), &filter.wanted(&officer), &form.teks).await? {
        Ok(id) => Ok(Redirect::to(&format!("{PATH}/{id}")).into_response()),
        Err(faults) => {
            let error = if faults.is_empty() { texts::NO_TICKETS_CHOSEN.to_owned() } else { super::told(&faults) };
            compose::draw(&app, &officer, &filter, Writing { text: form.teks, error, ..Writing::default() }).await
        }
    }
}
