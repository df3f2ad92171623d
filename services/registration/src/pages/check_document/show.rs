//! `GET /cek-dokumen/{code}`: what the code on a document leads to.

use axum::extract;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use web::{ClientAddress, Html, Path, Problem};

use super::outcome::Outcome;
use super::page::CheckPage;
use crate::cards::Code;
use crate::problems;
use crate::state::State;

pub(super) async fn show(
    extract::State(state): extract::State<State>,
    address: ClientAddress,
    Path(typed): Path<String>,
) -> Result<Response, Problem> {
    state.cards.count_check(address.network())?;
    let Some(code) = Code::read(&typed) else {
        let page = CheckPage::new(&state).with_code_fault(&typed);
        return Ok(Html::personal(page).status(StatusCode::NOT_FOUND).into_response());
    };
    let known = state.cards.check_code(&code).await.map_err(|error| problems::of_check(&error))?;
    let status = if known.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    let outcome = known.map_or_else(|| Outcome::unknown_code(&code), |known| Outcome::known(&known));
    Ok(Html::personal(CheckPage::new(&state).with_outcome(outcome)).status(status).into_response())
}
