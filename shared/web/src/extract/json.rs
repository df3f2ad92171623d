//! A JSON body, bounded.

use axum::body::HttpBody as _;
use axum::extract::{FromRequest, OptionalFromRequest, Request};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt as _, Limited};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::problem::Problem;
use crate::texts;

/// A JSON body may have this many bytes.
pub const JSON_LIMIT_BYTES: usize = 64 * 1024;

/// Reads a JSON body into `T`, and answers with one.
///
/// Refuses another media type (415), more than [`JSON_LIMIT_BYTES`] (413), what is not JSON or not
/// a `T` (400) and what arrives too slowly (408).
#[derive(Debug, Clone, Copy)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _state: &S) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            return Err(Problem::unsupported_type("application/json"));
        }
        let body = Limited::new(request.into_body(), JSON_LIMIT_BYTES).collect().await;
        let bytes = body.map_err(|error| Problem::unreadable_body(error.as_ref(), JSON_LIMIT_BYTES))?.to_bytes();
        let parsed = serde_json::from_slice(&bytes);
        let value = parsed.map_err(|error| Problem::bad_request(texts::malformed_json(error.line(), error.column())))?;
        Ok(Self(value))
    }
}

/// `None` when the request has no body at all.
impl<T: DeserializeOwned, S: Send + Sync> OptionalFromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Option<Self>, Problem> {
        if request.body().is_end_stream() {
            return Ok(None);
        }
        <Self as FromRequest<S>>::from_request(request, state).await.map(Some)
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let media_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = media_type.and_then(|value| value.split(';').next()).map(str::trim);
    essence.is_some_and(|essence| essence.eq_ignore_ascii_case("application/json"))
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}
