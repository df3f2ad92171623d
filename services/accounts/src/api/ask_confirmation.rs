//! `POST /api/v1/account/contact/{medium}/confirmation-requests`: sends what confirms an address.

use std::sync::Arc;

use axum::extract;
use http::{HeaderMap, StatusCode};
use web::{Path, Problem};

use super::{bearer, contact};
use crate::pages::entrance::problem;
use crate::state::State;
use crate::store::addresses::Kind;

/// Sends a link to the e-mail address, or a code to the telephone: to the one that waits, else to the one that counts
/// and is not confirmed.
#[utoipa::path(
    post,
    path = "/api/v1/account/contact/{medium}/confirmation-requests",
    tag = "accounts",
    security(("account_session_token" = [])),
    params(("medium" = Kind, Path, description = "Which address")),
    responses(
        (status = 202, description = "It is on its way"),
        (status = 400, description = "`malformed`: there is no such kind",
            body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`unauthorized`: nobody is signed in with this token",
            body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`nothing_to_confirm`: the address is confirmed, or no text messages are sent here",
            body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "`too_many_requests`: after Retry-After seconds",
            body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn ask_confirmation(
    extract::State(state): extract::State<Arc<State>>,
    Path(kind): Path<Kind>,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    let person = bearer::person(&state, &headers).await?;
    let asked = match kind {
        Kind::Email => state.access.ask_link(&person).await,
        Kind::Phone if state.public.texts => state.access.ask_phone_code(&person).await,
        Kind::Phone => return Err(contact::nothing()),
    };
    contact::asked(&asked.map_err(|failure| problem(&failure))?, state.clock.now())
}
