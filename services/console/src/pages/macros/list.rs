//! `GET /petugas/makro`: the macros of a desk.

use axum::response::Response;
use officers::Officer;
use serde::Deserialize;
use web::Query;

use super::macros_page;
use crate::State;
use crate::pages::desks::named_or_first;
use crate::problems::{Error, forbidden};

/// Of which desk, and which one is to be changed.
#[derive(Deserialize)]
pub(in crate::pages) struct Shown {
    #[serde(default)]
    meja: String,
    #[serde(default)]
    ubah: String,
}

pub(in crate::pages) async fn list(
    state: State,
    officer: Officer,
    Query(shown): Query<Shown>,
) -> Result<Response, Error> {
    let desk = named_or_first(&officer, &shown.meja).filter(|_| officer.works_on_tickets()).ok_or_else(forbidden)?;
    macros_page::draw(&state, &officer, desk, &shown.ubah, None).await
}
