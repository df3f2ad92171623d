//! The operator's port: is the process alive, is it ready, what does it measure.

use std::sync::Arc;

use axum::Router;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;

use crate::measurements;
use crate::readiness::Readiness;

/// `/livez` answers as long as the process can answer anything; `/readyz` asks the probes;
/// `/metrics` is in the Prometheus text format.
pub(crate) fn routes(readiness: Arc<Readiness>) -> Router {
    Router::new()
        .route("/livez", get(async || "alive\n"))
        .route("/readyz", get(async move || readiness.answer().await))
        .route("/metrics", get(metrics))
}

async fn metrics() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], measurements::render())
}
