//! A JSON body, bounded.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, OptionalFromRequest, Request};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt as _, Limited};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::no_doubles::NoDoubles;
use crate::problem::Problem;
use crate::texts;

/// Most bytes of a JSON body.
pub const JSON_LIMIT_BYTES: usize = 64 * 1024;

/// Reads a JSON body into `T`, and answers with one.
///
/// Refuses another media type (415), more than [`JSON_LIMIT_BYTES`] (413), text that is not JSON, names a key twice or
/// is not a `T` (400), and a body that arrives too slowly (408).
#[derive(Debug, Clone, Copy)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _state: &S) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            return Err(Problem::unsupported_type("application/json"));
        }
        parse(&bounded(request.into_body()).await?)
    }
}

/// `None` when the request has no body, or an empty one.
impl<T: DeserializeOwned, S: Send + Sync> OptionalFromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _state: &S) -> Result<Option<Self>, Problem> {
        let (parts, body) = request.into_parts();
        let bytes = bounded(body).await?;
        if bytes.is_empty() {
            return Ok(None);
        }
        if !is_json(&parts.headers) {
            return Err(Problem::unsupported_type("application/json"));
        }
        parse(&bytes).map(Some)
    }
}

async fn bounded(body: Body) -> Result<Bytes, Problem> {
    match Limited::new(body, JSON_LIMIT_BYTES).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) => Err(Problem::unreadable_body(error.as_ref(), JSON_LIMIT_BYTES)),
    }
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<Json<T>, Problem> {
    // A proxy may have read the other one of two values.
    match serde_json::from_slice(bytes).and_then(|NoDoubles| serde_json::from_slice(bytes)) {
        Ok(value) => Ok(Json(value)),
        Err(error) => Err(Problem::bad_request(texts::malformed_json(error.line(), error.column()))),
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
