//! The query string.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use language::text;
use serde::de::DeserializeOwned;

use crate::problem::Problem;

/// Reads the query string into `T`. Answers 400 when it does not fit.
#[derive(Debug, Clone, Copy)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match axum::extract::Query::from_request_parts(parts, state).await {
            Ok(axum::extract::Query(value)) => Ok(Self(value)),
            Err(_) => Err(Problem::bad_request(text("malformed-query"))),
        }
    }
}
