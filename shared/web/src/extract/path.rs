//! The variable parts of a path.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use language::text;
use serde::de::DeserializeOwned;

use crate::problem::Problem;

/// Reads the path's variables into `T`. Answers 400 when they do not fit.
#[derive(Debug, Clone, Copy)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match axum::extract::Path::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(value)) => Ok(Self(value)),
            Err(_) => Err(Problem::bad_request(text("malformed-path"))),
        }
    }
}
