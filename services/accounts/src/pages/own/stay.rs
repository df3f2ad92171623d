//! `POST /akun/sesi/tetap`: somebody who types for long stays signed in. A script sends it, and learns when the session
//! ends from now on; without one any page does the same.

use applicants::SignedForm;
use axum::Json;
use axum::response::{IntoResponse as _, Redirect, Response};
use http::{HeaderMap, header};
use serde_json::json;

use super::{HOME, SessionLine};
use crate::pages::entrance::Nothing;

pub(in crate::pages) async fn stay(headers: HeaderMap, SignedForm { person, .. }: SignedForm<Nothing>) -> Response {
    let accepted = headers.get(header::ACCEPT).and_then(|accepted| accepted.to_str().ok()).unwrap_or_default();
    if !accepted.starts_with("application/json") {
        return Redirect::to(&language::path(HOME)).into_response();
    }
    let line = SessionLine::of(&person);
    ([(header::CACHE_CONTROL, "no-store")], Json(json!({ "ends": line.ends, "ends_at": line.ends_at }))).into_response()
}
