//! The router answers unknown addresses and methods with an empty 404 or 405. They become problems
//! here rather than by a fallback of each service, because routers with fallbacks cannot be merged.

use axum::extract::{MatchedPath, Request};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::problem::Problem;

pub(super) async fn explain(request: Request, next: Next) -> Response {
    let matched = request.extensions().get::<MatchedPath>().is_some();
    let bare = next.run(request).await;
    let problem = match bare.status() {
        StatusCode::NOT_FOUND if !matched => Problem::not_found(),
        StatusCode::METHOD_NOT_ALLOWED => Problem::method_not_allowed(),
        _ => return bare,
    };
    let mut explained = problem.into_response();
    if let Some(allowed) = bare.headers().get(header::ALLOW) {
        explained.headers_mut().insert(header::ALLOW, allowed.clone());
    }
    explained
}
