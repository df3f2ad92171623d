//! `GET /petugas/tiket/{number}`: one ticket with all that stands beside it. Opening it leaves an entry in the audit
//! log.

use axum::extract::State;
use axum::response::Response;
use officers::Officer;
use web::{Path, Query};

use super::done;
use super::ticket_number::number;
use super::ticket_page::{self, Writing};
use crate::App;
use crate::error::Error;

pub(in crate::pages) async fn show(
    State(app): State<App>,
    officer: Officer,
    Path(text): Path<String>,
    Query(done): Query<done::Query>,
) -> Result<Response, Error> {
    let number = number(&text)?;
    ticket_page::draw(&app, &officer, number, Writing { done: done.told(Some(number)), ..Writing::default() }).await
}
