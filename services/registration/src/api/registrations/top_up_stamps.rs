//! `POST /api/v1/registrations/current/stamps/top-ups`: somebody says that there are stamps again.

use axum::extract;
use http::{HeaderMap, StatusCode};
use web::Problem;

use super::bearer;
use crate::pages::documents::problems;
use crate::state::State;

/// What waited for stamps goes on.
#[utoipa::path(
    post,
    path = "/api/v1/registrations/current/stamps/top-ups",
    tag = "registrations",
    security(("account_session_token" = [])),
    responses(
        (status = 204, description = "It goes on"),
        (status = 401, description = "`unauthorized`: nobody is signed in with this token",
            body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn top_up_stamps(
    extract::State(state): extract::State<State>,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    let person = bearer::person(&state, &headers).await?;
    let resumed = state.documents.topped_up(person.account).await;
    resumed.map_err(|failure| problems::problem(&failure))?;
    Ok(StatusCode::NO_CONTENT)
}
