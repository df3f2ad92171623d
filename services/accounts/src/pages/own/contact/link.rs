//! `POST /akun/kontak/email/tautan`: sends a link that confirms the e-mail address, once an hour at most.

use applicants::SignedForm;
use std::sync::Arc;

use axum::extract;
use axum::response::Response;
use http::StatusCode;
use web::Problem;

use super::after;
use super::show::draw;
use crate::access::Asked;
use crate::pages::entrance::{Nothing, problem};
use crate::state::State;

pub(in crate::pages) async fn ask(
    extract::State(state): extract::State<Arc<State>>,
    SignedForm { person, form: Nothing {} }: SignedForm<Nothing>,
) -> Result<Response, Problem> {
    match state.access.ask_link(&person).await.map_err(|failure| problem(&failure))? {
        Asked::Sent => Ok(after("tautan")),
        // The page says from when.
        Asked::Wait(_) | Asked::Nothing => draw(&state, &person, ("", ""), StatusCode::CONFLICT).await,
    }
}
