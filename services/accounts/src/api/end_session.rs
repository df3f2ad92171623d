//! `DELETE /api/v1/sessions/current`: signs out.

use std::sync::Arc;

use axum::extract;
use http::{HeaderMap, StatusCode};
use web::Problem;

use super::bearer;
use crate::pages::entrance::problem;
use crate::state::State;

/// Ends the session of the token.
#[utoipa::path(
    delete,
    path = "/api/v1/sessions/current",
    tag = "accounts",
    security(("account_session_token" = [])),
    responses(
        (status = 204, description = "Signed out"),
        (status = 401, description = "`unauthorized`: nobody is signed in with this token",
            body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn end_session(
    extract::State(state): extract::State<Arc<State>>,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    let person = bearer::person(&state, &headers).await?;
    state.access.sign_out(&person).await.map_err(|failure| problem(&failure))?;
    Ok(StatusCode::NO_CONTENT)
}
