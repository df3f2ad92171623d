//! No request holds its resources for ever.

use std::time::Duration;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::problem::Problem;

/// The longest time from a request's head to the head of its answer.
const WHOLE_REQUEST: Duration = Duration::from_mins(5);

pub(super) async fn bound(request: Request, next: Next) -> Response {
    match tokio::time::timeout(WHOLE_REQUEST, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::too_slow().into_response(),
    }
}
