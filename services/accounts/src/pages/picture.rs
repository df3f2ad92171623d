//! `GET /akun/buat/ktp` and `GET /akun/buat/swafoto`: the files of the browser's own draft.

use std::sync::Arc;

use axum::extract;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use web::Problem;

use super::{file_problem, second_step};
use crate::state::State;
use crate::uploaded::Kind;

/// Where the file of a kind is shown.
pub(super) const fn path(kind: Kind) -> &'static str {
    match kind {
        Kind::Ktp => "/akun/buat/ktp",
        Kind::Selfie => "/akun/buat/swafoto",
    }
}

pub(super) async fn ktp(state: extract::State<Arc<State>>, headers: HeaderMap) -> Result<Response, Problem> {
    show(state, headers, Kind::Ktp).await
}

pub(super) async fn selfie(state: extract::State<Arc<State>>, headers: HeaderMap) -> Result<Response, Problem> {
    show(state, headers, Kind::Selfie).await
}

async fn show(
    extract::State(state): extract::State<Arc<State>>,
    headers: HeaderMap,
    kind: Kind,
) -> Result<Response, Problem> {
    let nothing = || Problem::new(StatusCode::NOT_FOUND, "not_found", language::text("account-no-file"));
    let Some(draft) = second_step::draft(&state, &headers).await? else { return Err(nothing()) };
    let files = state.files.of(draft.id).await.map_err(|failure| file_problem(&failure))?;
    let file = files.iter().find(|file| file.kind == kind).ok_or_else(nothing)?;
    let opened = state.files.open((draft.id, &draft.key), file).await.map_err(|failure| file_problem(&failure))?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(file.media_type.as_str())),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, opened).into_response())
}
