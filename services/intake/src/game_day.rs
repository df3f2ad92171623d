//! Game days: a load generator marks each request as invented, and an installation takes it only where its operator
//! has allowed that (ADR 0065). A real installation so refuses a game day that was aimed at it by mistake, and the
//! generator sends nothing where nobody answers that it may.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderName, HeaderValue};

use crate::problems;

/// With any value: the request is a game day's. The answer says `allowed` where it is.
const HEADER: HeaderName = HeaderName::from_static("game-day");
const ALLOWED: HeaderValue = HeaderValue::from_static("allowed");

/// Refuses what a game day sends unless `allowed`, and leaves all other requests alone.
pub(crate) async fn admit(State(allowed): State<bool>, request: Request, next: Next) -> Response {
    if !request.headers().contains_key(HEADER) {
        return next.run(request).await;
    }
    if !allowed {
        return problems::game_day_not_allowed().into_response();
    }
    let mut response = next.run(request).await;
    response.headers_mut().insert(HEADER, ALLOWED);
    response
}
