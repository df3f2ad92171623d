//! The operator's port: is the process alive, is it ready, what can it reach, what does it measure.

use std::sync::Arc;

use axum::Router;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;

use crate::measurements;
use crate::readiness::Readiness;

/// `/livez` answers as long as the process can answer anything; `/readyz` says whether it takes traffic;
/// `/dependencies` asks the probes; `/metrics` is in the Prometheus text format.
pub(crate) fn routes(readiness: Arc<Readiness>) -> Router {
    let dependencies = Arc::clone(&readiness);
    Router::new()
        .route("/livez", get(async || "alive\n"))
        .route("/readyz", get(async move || readiness.answer()))
        .route("/dependencies", get(async move || dependencies.dependencies().await))
        .route("/metrics", get(metrics))
}

async fn metrics() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], measurements::render())
}
