//! `GET /api/v1/account`: shows its owner the account.

use applicants::Identity;
use std::sync::Arc;

use axum::extract;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use serde::Serialize;
use utoipa::ToSchema;
use web::Problem;

use super::{bearer, own};
use crate::pages::entrance::problem;
use crate::state::State;

/// An account, for its owner.
#[derive(Serialize, ToSchema)]
struct Account {
    full_name: String,
    /// The period that it belongs to.
    #[schema(example = "CASN 2026")]
    period: String,
    /// What the register said of the identity: `verified`, `pending` while it could not be asked, or `refused`.
    #[schema(example = "verified")]
    identity: &'static str,
    /// When the session is over unless it is used again: RFC 3339, UTC.
    #[schema(format = "date-time")]
    session_ends_at: String,
}

/// The account of the session.
#[utoipa::path(
    get,
    path = "/api/v1/account",
    tag = "accounts",
    security(("account_session_token" = [])),
    responses(
        (status = 200, description = "The account", body = Account),
        (status = 401, description = "`unauthorized`: nobody is signed in with this token",
            body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn show_account(
    extract::State(state): extract::State<Arc<State>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let person = bearer::person(&state, &headers).await?;
    let account = state.access.applicants.account(person.account).await.map_err(|failure| problem(&failure))?;
    // It ended at this very moment.
    let account = account.ok_or_else(bearer::unknown)?;
    let shown = Account {
        full_name: account.applicant.identity.full_name.expose().to_owned(),
        period: account.period,
        identity: match account.identity {
            Identity::Verified => "verified",
            Identity::Pending => "pending",
            Identity::Refused => "refused",
        },
        session_ends_at: person.ends_at.to_string(),
    };
    Ok(own(StatusCode::OK, shown))
}
