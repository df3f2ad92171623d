//! `GET /status`: asks for number and NIK. A receipt's link brings the number along, sealed, so that no address shows
//! it; a NIK never stands in one. Needs no database.

use axum::extract;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use web::{Html, Problem, Query};

use super::status_page::{LookupFields, StatusPage};
use crate::state::State;

/// What an address may bring along.
#[derive(Deserialize)]
pub(super) struct Prefilled {
    /// The reference of a receipt.
    #[serde(default)]
    tiket: String,
    /// A number in the clear, as receipts had it before.
    #[serde(default)]
    nomor: String,
}

pub(super) async fn show_form(
    extract::State(state): extract::State<State>,
    Query(prefilled): Query<Prefilled>,
) -> Result<Response, Problem> {
    let number = state.number_of_receipt(&prefilled.tiket).map_or(prefilled.nomor, |number| number.to_string());
    if !number.is_empty() {
        let fields = LookupFields { number, ..LookupFields::default() };
        return Ok(Html::personal(StatusPage::draw(&state, fields)).into_response());
    }
    // One frame for both: a notice of this moment may come between.
    let frame = StatusPage::frame(&state);
    let empty = |[]: [&str; 0]| {
        let mut page = StatusPage::draw(&state, LookupFields::default());
        page.page = frame.clone();
        page
    };
    let page = state.stencils.page("status", &frame, [], empty)?;
    Ok(Html::personal(page).into_response())
}
