//! `DELETE /api/v1/account/contact/{medium}/waiting`: takes back an address that waits to be confirmed.

use std::sync::Arc;

use axum::extract;
use http::{HeaderMap, StatusCode};
use web::{Path, Problem};

use super::bearer;
use crate::pages::entrance::problem;
use crate::state::State;
use crate::store::addresses::Kind;

/// Takes back the address of this kind that waits, with what was sent to it.
#[utoipa::path(
    delete,
    path = "/api/v1/account/contact/{medium}/waiting",
    tag = "accounts",
    security(("account_session_token" = [])),
    params(("medium" = Kind, Path, description = "Which address")),
    responses(
        (status = 204, description = "None waits any more"),
        (status = 400, description = "`malformed`: there is no such kind",
            body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`unauthorized`: nobody is signed in with this token",
            body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn withdraw_contact(
    extract::State(state): extract::State<Arc<State>>,
    Path(kind): Path<Kind>,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    let person = bearer::person(&state, &headers).await?;
    state.access.withdraw_contact(&person, kind).await.map_err(|failure| problem(&failure))?;
    Ok(StatusCode::NO_CONTENT)
}
