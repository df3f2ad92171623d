//! `GET /api/v1/accounts/drafts/current`: shows what was told so far.

use std::sync::Arc;

use axum::extract;
use axum::response::Response;
use http::HeaderMap;
use web::Problem;

use super::account_draft::{self, AccountDraft};
use super::bearer;
use crate::state::State;

/// The draft of the token: what was told, without secrets.
#[utoipa::path(
    get,
    path = "/api/v1/accounts/drafts/current",
    tag = "accounts",
    security(("account_draft_token" = [])),
    responses(
        (status = 200, description = "The draft", body = AccountDraft),
        (status = 401, description = "`unauthorized`: no draft has this token, or it is over",
            body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn show_draft(
    extract::State(state): extract::State<Arc<State>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let (_secret, draft) = bearer::draft(&state, &headers).await?;
    account_draft::answer(&state, &draft).await
}
