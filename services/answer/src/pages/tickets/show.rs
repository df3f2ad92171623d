//! `GET /petugas/tiket/{number}`: one ticket with all that stands beside it. Opening it leaves an entry in the audit log.

use axum::extract::State;
use axum::response::Response;
use officers::Officer;
use web::{Path, Problem};

use super::number;
use super::ticket_page::{self, Writing};
use crate::App;

pub(super) async fn show(State(app): State<App>, officer: Officer, Path(text): Path<String>) -> Result<Response, Problem> {
    ticket_page::draw(&app, &officer, number(&text)?, Writing::default()).await
}
