//! `POST /akun/kontak/batal`: takes back an address that waits to be confirmed.

use applicants::SignedForm;
use std::sync::Arc;

use axum::extract;
use axum::response::Response;
use serde::Deserialize;
use web::Problem;

use super::after;
use crate::pages::entrance::problem;
use crate::state::State;
use crate::store::addresses::Kind;

/// Which one: `email` or `phone`.
#[derive(Deserialize)]
pub(in crate::pages) struct Which {
    kind: Kind,
}

pub(in crate::pages) async fn withdraw(
    extract::State(state): extract::State<Arc<State>>,
    SignedForm { person, form }: SignedForm<Which>,
) -> Result<Response, Problem> {
    // One that is gone already is taken back all the same.
    state.access.withdraw_contact(&person, form.kind).await.map_err(|failure| problem(&failure))?;
    Ok(after("batal"))
}
