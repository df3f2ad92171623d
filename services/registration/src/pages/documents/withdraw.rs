//! `POST /pendaftaran/dokumen/{slot}/e-meterai/batal`: withdraws a stamping for which nothing was bought yet.

use applicants::SignedForm;
use axum::extract;
use axum::response::{IntoResponse as _, Redirect, Response};
use http::StatusCode;
use language::text;
use serde::Deserialize;
use web::{Path, Problem};

use super::list_page::{Told, draw, note_step};
use super::own::Own;
use super::{at_slot, problems};
use crate::state::State;

/// A form with nothing in it but the session's token.
#[derive(Debug, Deserialize)]
pub(super) struct Nothing {}

pub(super) async fn withdraw(
    extract::State(state): extract::State<State>,
    Path(code): Path<String>,
    SignedForm { person, form: Nothing {} }: SignedForm<Nothing>,
) -> Result<Response, Response> {
    let mut own = Own::of(&state, person).await?;
    let slot = own.slot(&code).map_err(Problem::into_response)?;
    let withdrawn = state.documents.withdraw(own.owner(), slot).await;
    if withdrawn.map_err(|failure| problems::problem(&failure).into_response())? {
        note_step(&state, &own).await;
        return Ok(Redirect::to(&at_slot(&code)).into_response());
    }
    let told = Told { at_slot: Some((code, text("stamp-not-withdrawn").to_owned())), ..Told::default() };
    draw(&state, &mut own, told, StatusCode::CONFLICT).await.map_err(Problem::into_response)
}
