//! A panic while answering costs one request, not the connection. The answer does not show its message; the process
//! logs where it happened.

use std::any::Any;

use axum::response::{IntoResponse as _, Response};

use crate::problem::Problem;

pub(super) fn answer(panic: Box<dyn Any + Send>) -> Response {
    drop(panic);
    metrics::counter!("http_server_panics_total").increment(1);
    Problem::unexplained().into_response()
}
