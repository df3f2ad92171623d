//! `GET /pendaftaran/dokumen`: the documents that are asked for, and how each stands.

use applicants::SignedIn;
use axum::extract;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use web::Problem;

use super::list_page::{Told, draw};
use super::own::Own;
use crate::state::State;

pub(super) async fn show(extract::State(state): extract::State<State>, person: SignedIn) -> Result<Response, Response> {
    let mut own = Own::to_look_at(&state, person).await?;
    draw(&state, &mut own, Told::default(), StatusCode::OK).await.map_err(Problem::into_response)
}
