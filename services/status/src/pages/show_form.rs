//! `GET /status`: asks for number and NIK. A receipt's link brings the number along, sealed, so that no address shows
//! it; a NIK never stands in one. Needs no database.

use axum::extract;
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
) -> Result<Html<StatusPage>, Problem> {
    let number = state.number_of_receipt(&prefilled.tiket).map_or(prefilled.nomor, |number| number.to_string());
    let fields = LookupFields { number, ..LookupFields::default() };
    Ok(Html::personal(StatusPage::draw(&state, fields)))
}
