//! `GET /cek-dokumen`: asks for a code or a file. With `kode` it leads to the document's own page.

use axum::extract;
use axum::response::{IntoResponse as _, Redirect, Response};
use http::StatusCode;
use serde::Deserialize;
use web::{Html, Problem, Query};

use super::page::CheckPage;
use crate::cards::{CHECK_PATH, Code};
use crate::state::State;

/// What the form for a code sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    kode: Option<String>,
}

pub(super) async fn ask(
    extract::State(state): extract::State<State>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let Some(typed) = asked.kode else { return Ok(Html::shared(CheckPage::new(&state)).into_response()) };
    if let Some(code) = Code::read(&typed) {
        let path = format!("{CHECK_PATH}/{code}");
        return Ok(Redirect::to(&language::path(&path)).into_response());
    }
    let page = CheckPage::new(&state).with_code_fault(&typed);
    Ok(Html::personal(page).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}
