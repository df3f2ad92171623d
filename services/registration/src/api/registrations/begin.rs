//! `POST /api/v1/registrations`: begins the one registration of an account.

use axum::extract;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use web::Problem;

use super::bearer;
use super::represented::{OwnRegistration, answer};
use crate::opened::Opened;
use crate::state::State;

/// Begins the registration; one that was begun before is there already.
#[utoipa::path(
    post,
    path = "/api/v1/registrations",
    tag = "registrations",
    security(("account_session_token" = [])),
    responses(
        (status = 200, description = "The registration", body = OwnRegistration),
        (status = 401, description = "`unauthorized`: nobody is signed in with this token",
            body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`registrations_closed`: none is taken for the period of the account", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn begin_registration(
    extract::State(state): extract::State<State>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let person = bearer::person(&state, &headers).await?;
    let opened = Opened::begun(&state, person).await?;
    answer(&state, opened, StatusCode::OK).await
}
