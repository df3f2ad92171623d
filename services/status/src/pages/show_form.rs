//! `GET /status`: asks for number and NIK. The number may stand in the address, as receipts have it; a NIK never does. Needs no database.

use axum::extract::State;
use serde::Deserialize;
use web::{Html, Problem, Query};

use super::status_page::{Asked, StatusPage};
use crate::desk::Desk;

/// What an address may bring along.
#[derive(Deserialize)]
pub(super) struct Prefilled {
    #[serde(default)]
    nomor: String,
}

pub(super) async fn show_form(State(desk): State<Desk>, Query(prefilled): Query<Prefilled>) -> Result<Html<StatusPage>, Problem> {
    let asked = Asked { number: prefilled.nomor, ..Asked::default() };
    Ok(Html::personal(StatusPage::draw(&desk, asked, None)))
}
