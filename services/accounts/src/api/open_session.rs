//! `POST /api/v1/sessions`: NIK and password.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{self, FromRequest as _, Request};
use axum::response::Response;
use captcha::http::Answer;
use credentials::Failure;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vault::Secret;
use web::entry::client;
use web::{Json, Problem};

use super::own;
use crate::access::Visitor;
use crate::measures;
use crate::pages::entrance;
use crate::pages::sign_in::{Refusal, Typed};
use crate::pages::sign_in_page::{removal, wait_text, why};
use crate::state::State;

/// When a turn to compare is likely to be free again.
const SOON: Duration = Duration::from_secs(10);

/// Who wants in.
#[derive(Deserialize, ToSchema)]
struct SignInRequest {
    #[schema(value_type = web::described::TypedNik)]
    nik: String,
    password: String,
    /// From `GET /api/v1/sessions/captcha`: after two failures of a network.
    #[serde(default)]
    captcha_token: String,
    /// The code that it shows.
    #[serde(default)]
    captcha: String,
    /// From an earlier sign-in to the same account: failures of strangers keep nobody waiting who has it.
    #[serde(default)]
    device_token: String,
}

/// A session that was opened.
#[derive(Serialize, ToSchema)]
struct OpenedSession {
    /// For the account, as bearer token. It ends half an hour after its last use, and twelve hours after its first.
    session_token: String,
    /// For the next sign-in; null when the one that was sent counts on.
    #[schema(required = true)]
    device_token: Option<String>,
    /// Whether the oldest of five sessions had to end for this one.
    has_ended_oldest: bool,
}

/// Signs in. Nobody learns from it whether a NIK has an account.
#[utoipa::path(
    post,
    path = "/api/v1/sessions",
    tag = "accounts",
    security(()),
    request_body = SignInRequest,
    responses(
        (status = 201, description = "Signed in", body = OpenedSession),
        (status = 400, description = "`malformed`", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_fields`: `password` with the code `wrong` when the two do not belong \
            together, `captcha` when a CAPTCHA is asked for",
            body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "`too_many_requests`: too many were wrong before; after Retry-After seconds",
            body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`: after Retry-After seconds",
            body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn open_session(
    extract::State(state): extract::State<Arc<State>>,
    request: Request,
) -> Result<Response, Problem> {
    let (network, client) = (state.public.network_of(&request), client(request.headers()));
    state.public.check_sign_in(network)?;
    let Json(sent) = Json::<SignInRequest>::from_request(request, &()).await?;
    let SignInRequest { nik, password, captcha_token, captcha, device_token } = sent;
    // A program has no page that is bound to it: it is counted by its network.
    let browser = Secret::new().map_err(|error| Problem::internal(&error))?;
    let visitor = Visitor { network, browser, device: Secret::read(&device_token), session: None, client };
    let answer = Answer { token: captcha_token, typed: captcha, work: String::new() };
    match Typed::by_program(nik, password, answer).attempt(&state, &visitor).await {
        Ok(entered) => {
            measures::signed_in(measures::SignIn::Right);
            let session = OpenedSession {
                session_token: entered.session.expose().to_owned(),
                device_token: entered.device.as_ref().map(|device| device.expose().to_owned()),
                has_ended_oldest: entered.has_ended_oldest,
            };
            Ok(own(StatusCode::CREATED, session))
        }
        Err(refusal) => {
            measures::signed_in(refusal.outcome());
            Err(refused(&state, refusal))
        }
    }
}

fn refused(state: &State, refusal: Refusal) -> Problem {
    match refusal {
        Refusal::Invalid(errors) | Refusal::Captcha(errors) => Problem::invalid_fields(errors),
        Refusal::Frozen(frozen) => {
            Problem::new(StatusCode::FORBIDDEN, "account_frozen", language::text("sign-in-frozen"))
                .detail(format!("{} {}", why(frozen.by), removal(frozen)).trim().to_owned())
        }
        Refusal::Wait(seconds) => {
            let problem = Problem::too_many_requests(Duration::from_secs(seconds));
            problem.detail(wait_text(state.clock.now(), seconds))
        }
        Refusal::Failure(Failure::Busy) => {
            Problem::unavailable().detail(language::text("sign-in-busy")).retry_after(SOON)
        }
        Refusal::Failure(failure) => entrance::problem(&failure),
    }
}
