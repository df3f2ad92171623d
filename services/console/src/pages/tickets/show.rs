//! `GET /petugas/tiket/{number}`: one ticket with its context. Opening it leaves an entry in the audit log.

use axum::response::Response;
use officers::Officer;
use web::{Path, Query};

use super::done;
use super::ticket_number::number;
use super::ticket_page;
use crate::State;
use crate::problems::Error;

pub(in crate::pages) async fn show(
    state: State,
    officer: Officer,
    Path(text): Path<String>,
    Query(done): Query<done::Query>,
) -> Result<Response, Error> {
    let number = number(&text)?;
    ticket_page::show(&state, &officer, number, done.view(Some(number))).await
}
