//! `POST /akun/kontak/ponsel/kode` and `/akun/kontak/ponsel/kode-baru`: the code that confirms the telephone.

use applicants::SignedForm;
use std::sync::Arc;

use ::letters::codes::Typed;
use axum::extract;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;
use web::Problem;

use super::after;
use super::show::draw;
use crate::access::Asked;
use crate::codes::Compared;
use crate::pages::entrance::{Nothing, problem};
use crate::state::State;

/// What the page sends. A secret.
#[derive(Deserialize)]
pub(in crate::pages) struct Sent {
    #[serde(default)]
    code: String,
}

pub(in crate::pages) async fn confirm(
    extract::State(state): extract::State<Arc<State>>,
    SignedForm { person, form }: SignedForm<Sent>,
) -> Result<Response, Problem> {
    let fault = match Typed::read(&form.code) {
        None => "code-unreadable",
        Some(typed) => match state.access.confirm_phone(&person, &typed).await.map_err(|failure| problem(&failure))? {
            Compared::Right(_) => return Ok(after("pasti")),
            Compared::Wrong => "code-wrong",
            Compared::Void => "code-void",
        },
    };
    draw(&state, &person, ("", language::text(fault)), StatusCode::UNPROCESSABLE_ENTITY).await
}

pub(in crate::pages) async fn ask(
    extract::State(state): extract::State<Arc<State>>,
    SignedForm { person, form: Nothing {} }: SignedForm<Nothing>,
) -> Result<Response, Problem> {
    if !state.public.texts {
        return draw(&state, &person, ("", ""), StatusCode::CONFLICT).await;
    }
    match state.access.ask_phone_code(&person).await.map_err(|failure| problem(&failure))? {
        Asked::Sent => Ok(after("kode")),
        // The page says from when.
        Asked::Wait(_) | Asked::Nothing => draw(&state, &person, ("", ""), StatusCode::CONFLICT).await,
    }
}
