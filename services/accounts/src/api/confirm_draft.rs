//! `POST /api/v1/accounts/drafts/current/confirmation`: the last step. The draft becomes an account, or a claim.

use std::sync::Arc;

use axum::extract;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use serde::Serialize;
use utoipa::ToSchema;
use web::Problem;

use super::{bearer, own, problems};
use crate::making::Outcome;
use crate::measures;
use crate::pages::{problem, second_step};
use crate::state::State;
use crate::store::accounts;

/// An account that was made.
#[derive(Serialize, ToSchema)]
pub(super) struct MadeAccount {
    /// `active`; or `claim`, which waits for the register because the NIK has another account.
    #[schema(example = "active")]
    state: &'static str,
    /// `verified`, or `pending` while the register could not be asked.
    #[schema(example = "verified")]
    identity: &'static str,
    /// The period that it belongs to.
    #[schema(example = "CASN 2026")]
    period: String,
    /// RFC 3339, UTC.
    #[schema(format = "date-time")]
    made_at: String,
}

/// Says that all is right, and makes the account.
///
/// Sent again within an hour, it shows the same account.
#[utoipa::path(
    post,
    path = "/api/v1/accounts/drafts/current/confirmation",
    tag = "accounts",
    security(("account_draft_token" = [])),
    responses(
        (status = 201, description = "The account was made", body = MadeAccount),
        (status = 200, description = "It was made before", body = MadeAccount),
        (status = 401, description = "`unauthorized`: no draft has this token, or it is over",
            body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`taken`: the NIK has a verified account. `not_ready`: something is left to be \
            told", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`: send it again",
            body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn confirm_draft(
    extract::State(state): extract::State<Arc<State>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let secret = bearer::secret(&headers)?;
    let outcome = state.making.confirm(&secret).await.map_err(|error| problem(&error))?;
    measures::confirmed(outcome);
    let status = match outcome {
        Outcome::Made | Outcome::Claimed => StatusCode::CREATED,
        Outcome::MadeBefore => StatusCode::OK,
        Outcome::Taken => return Err(problems::taken()),
        Outcome::NotReady => {
            let draft = second_step::draft_of(&state, &secret).await?;
            return Err(if draft.is_some() { problems::not_ready() } else { bearer::unknown() });
        }
    };
    let made = accounts::made_by(&state.pool, &secret.hash(), state.clock.now()).await;
    let made = made.map_err(|error| problem(&error.into()))?.ok_or_else(bearer::unknown)?;
    let account = MadeAccount {
        state: made.standing.as_str(),
        identity: if made.is_verified { "verified" } else { "pending" },
        period: made.period,
        made_at: made.since.to_string(),
    };
    Ok(own(status, account))
}
