//! `GET /petugas/hari-kerja`: days, hours and holidays.

use axum::response::Response;
use officers::{Officer, Role};
use serde::Deserialize;
use web::Query;

use super::page::{self, Typed};
use crate::problems::{Error, forbidden, require};
use crate::{State, texts};

/// What was done just before.
#[derive(Deserialize)]
pub(in crate::pages) struct Shown {
    #[serde(default)]
    selesai: String,
}

pub(in crate::pages) async fn show(
    state: State,
    officer: Officer,
    Query(shown): Query<Shown>,
) -> Result<Response, Error> {
    require(&officer, Role::Supervisor)?;
    if officer.desks.is_empty() {
        return Err(forbidden());
    }
    // What this process knows may be some seconds old; who changes something sees what is stored.
    state.desks.workdays.refresh(&state.desks.pool).await.map_err(|error| page::unavailable(&error))?;
    let typed = Typed { done: texts::workdays_done(&shown.selesai), ..Typed::default() };
    page::draw(&state, &officer, typed).await
}
