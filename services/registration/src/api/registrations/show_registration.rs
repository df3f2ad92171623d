//! `GET /api/v1/registrations/current`: how the own registration stands, step by step.

use axum::extract;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use web::Problem;

use super::bearer;
use super::represented::{OwnRegistration, answer};
use crate::opened::{self, NotOpened, Opened};
use crate::state::State;

/// The registration, with what each step asks for and what is wrong.
#[utoipa::path(
    get,
    path = "/api/v1/registrations/current",
    tag = "registrations",
    security(("account_session_token" = [])),
    responses(
        (status = 200, description = "The registration", body = OwnRegistration),
        (status = 401, description = "`unauthorized`: nobody is signed in with this token",
            body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`not_found`: none was begun", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn show_registration(
    extract::State(state): extract::State<State>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let person = bearer::person(&state, &headers).await?;
    let account = opened::account(&state, &person).await?;
    let found = state.kept.find(&account).await.map_err(NotOpened::from)?;
    let registration = found.ok_or_else(Problem::not_found)?;
    answer(&state, Opened { person, account, registration }, StatusCode::OK).await
}
