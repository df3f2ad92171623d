//! `POST /api/v1/accounts/identity-checks`: the first step, which checks an identity against the population register.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{self, FromRequest as _, Request};
use axum::response::Response;
use domain::{Guidance, guidance};
use http::StatusCode;
use http::header::AUTHORIZATION;
use serde::Serialize;
use utoipa::ToSchema;
use web::{Json, Problem};

use super::{bearer, own, problems};
use crate::identity::Outcome;
use crate::pages::attempt::{Attempt, Identified, Refusal};
use crate::pages::closed;
use crate::pages::typed::Typed;
use crate::periods::{Period, Standing};
use crate::state::State;
use crate::store::drafts::Identity;

/// What the register said. Which value differs is told to nobody.
#[derive(Serialize, ToSchema)]
pub(crate) struct IdentityOutcome {
    /// `match`: go on. `unavailable`: go on, it is checked later. `not_found`: nobody has NIK and KK. `differs`: a
    /// value is another one. `too_many`: the NIK was tried with ten different identities in a day. `taken`: the NIK has
    /// an account, and all values are right.
    #[schema(example = "match")]
    outcome: &'static str,
    /// For the next steps, as bearer token: after `match` and `unavailable`. It lasts an hour after its last step.
    #[schema(required = true)]
    draft_token: Option<String>,
    /// Whom to ask about the data: after `not_found`, `differs` and `too_many`.
    #[schema(required = true, value_type = Option<Object>)]
    guidance: Option<Guidance>,
}

/// Checks an identity, and begins a draft of an account when it is right.
///
/// With the token of a draft, that draft is changed. Its password and answers are asked for again then. A register that
/// is away stops nobody: the account is made, and checked later.
#[utoipa::path(
    post,
    path = "/api/v1/accounts/identity-checks",
    tag = "accounts",
    security((), ("account_draft_token" = [])),
    request_body = Typed,
    responses(
        (status = 201, description = "A new draft", body = IdentityOutcome),
        (status = 200, description = "The own draft was changed, or there is none", body = IdentityOutcome),
        (status = 400, description = "`malformed`", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`unauthorized`: no token that could be a draft's",
            body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`accounts_closed`: no account can be made now",
            body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_fields`; a wrong code is one of them",
            body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "`too_many_requests`: after Retry-After seconds",
            body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`: nothing was taken",
            body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn check_identity(
    extract::State(state): extract::State<Arc<State>>,
    request: Request,
) -> Result<Response, Problem> {
    let network = state.public.network_of(&request);
    let sends_one = request.headers().contains_key(AUTHORIZATION);
    let own_draft = if sends_one { Some(bearer::secret(request.headers())?) } else { None };
    let Json(typed) = Json::<Typed>::from_request(request, &()).await?;
    let standing = state.periods.standing(state.clock.now());
    let Standing::Open(period) = &standing else { return Err(problems::closed(&standing)) };
    let before = own_draft.as_ref().map(|secret| secret.expose().to_owned());
    let attempt = Attempt { state: &state, period, network, own: own_draft, typed: &typed };
    match attempt.make().await {
        Ok(Identified { secret, identity }) => {
            let status = if secret.is_some() { StatusCode::CREATED } else { StatusCode::OK };
            let outcome = match identity {
                Identity::Verified => Outcome::Match,
                Identity::Pending => Outcome::Unavailable,
            };
            let draft_token = secret.map(|secret| secret.expose().to_owned()).or(before);
            Ok(own(status, IdentityOutcome { outcome: outcome.as_str(), draft_token, guidance: None }))
        }
        Err(refusal) => refused(&state, period, refusal).await,
    }
}

async fn refused(state: &State, period: &Period, refusal: Refusal) -> Result<Response, Problem> {
    let told = |outcome, guidance| Ok(own(StatusCode::OK, IdentityOutcome { outcome, draft_token: None, guidance }));
    match refusal {
        Refusal::Invalid { errors, is_solved: _ } => Err(Problem::invalid_fields(errors)),
        Refusal::Wait { seconds, is_solved: _ } => Err(Problem::too_many_requests(Duration::from_secs(seconds.into()))),
        Refusal::WrongIdentity(outcome, applicant) => {
            told(outcome.as_str(), Some(guidance::for_nik(&applicant.identity.nik)))
        }
        Refusal::Taken => told("taken", None),
        Refusal::Closed => match closed::read_anew(state).await? {
            // It was another one that ended.
            Standing::Open(open) if open.id != period.id => Err(closed::unknown()),
            standing @ (Standing::Open(_)
            | Standing::NotYet(_)
            | Standing::Over(_)
            | Standing::None
            | Standing::Unknown) => Err(problems::closed(&standing)),
        },
        Refusal::Failure(failure) => Err(crate::pages::problem(&failure)),
    }
}
