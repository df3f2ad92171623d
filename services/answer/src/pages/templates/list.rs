//! `GET /petugas/templat`: the templates of a desk.

use axum::extract::State;
use axum::response::Response;
use officers::Officer;
use serde::Deserialize;
use web::{Problem, Query};

use super::templates_page;
use crate::App;
use crate::pages::forbidden;

/// Of which desk, and which one is to be changed.
#[derive(Deserialize)]
pub(super) struct Shown {
    #[serde(default)]
    meja: String,
    #[serde(default)]
    ubah: String,
}

pub(super) async fn list(
    State(app): State<App>,
    officer: Officer,
    Query(shown): Query<Shown>,
) -> Result<Response, Problem> {
    let named = shown.meja.parse().ok().filter(|desk| officer.desks.contains(desk));
    let desk = named
        .or_else(|| officer.desks.first().copied())
        .filter(|_| officer.works_on_tickets())
        .ok_or_else(forbidden)?;
    templates_page::draw(&app, &officer, desk, &shown.ubah, None).await
}
