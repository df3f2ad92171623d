//! `GET` and `POST /akun/lupa-password/jawaban`, form 04: whoever answers the first question may choose a new password.

use std::sync::Arc;

use axum::extract::{self, Request};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::header;
use serde::Deserialize;
use web::{Problem, Query};

use super::NEW_PASSWORD;
use super::answer_form::FIRST;
use crate::pages::cookies;
use crate::state::State;

/// What happened before: `habis` when the way to the new password was over.
#[derive(Deserialize)]
pub(in crate::pages) struct Arriving {
    #[serde(default)]
    karena: String,
}

pub(in crate::pages) async fn show(
    extract::State(state): extract::State<Arc<State>>,
    Query(arriving): Query<Arriving>,
) -> Result<Response, Problem> {
    let message = if arriving.karena == "habis" { language::text("recover-grant-over") } else { "" };
    FIRST.begin(&state, message)
}

pub(in crate::pages) async fn prove(
    extract::State(state): extract::State<Arc<State>>,
    request: Request,
) -> Result<Response, Problem> {
    let whole = match FIRST.receive(&state, request).await? {
        Ok(whole) => whole,
        Err(page) => return Ok(page),
    };
    let tried = state.access.prove(&whole.told()).await;
    Ok(match FIRST.outcome(&state, &whole.typed, tried)? {
        Ok(secret) => {
            let next = Redirect::to(&language::path(NEW_PASSWORD));
            ([(header::SET_COOKIE, cookies::keep_grant(&secret))], next).into_response()
        }
        Err(page) => page,
    })
}
