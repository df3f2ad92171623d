//! `GET /api/v1/account/contact`: how the owner is reached.

use std::sync::Arc;

use axum::extract;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use web::Problem;

use super::contact::Contact;
use super::{bearer, own};
use crate::state::State;

/// The contact of the account, masked.
#[utoipa::path(
    get,
    path = "/api/v1/account/contact",
    tag = "accounts",
    security(("account_session_token" = [])),
    responses(
        (status = 200, description = "The contact", body = Contact),
        (status = 401, description = "`unauthorized`: nobody is signed in with this token",
            body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn show_contact(
    extract::State(state): extract::State<Arc<State>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let person = bearer::person(&state, &headers).await?;
    Ok(own(StatusCode::OK, Contact::of(&state, &person).await?))
}
