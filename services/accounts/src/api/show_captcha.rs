//! `GET /api/v1/accounts/captcha` and `GET /api/v1/sessions/captcha`: issue a CAPTCHA for a step, or for a sign-in.

use std::sync::Arc;

use axum::extract;
use axum::response::Response;
use captcha::Purpose;
use captcha::http::IssuedCaptcha;
use http::StatusCode;
use web::Problem;

use crate::state::State;

/// A new CAPTCHA for the first or the second step.
///
/// Its picture, or its sound, has the five characters that go along as `captcha`. It counts once, and for one person; a
/// wrong answer costs only itself.
#[utoipa::path(
    get,
    path = "/api/v1/accounts/captcha",
    tag = "accounts",
    responses((status = 200, description = "The CAPTCHA", body = IssuedCaptcha)),
)]
pub(crate) async fn of_accounts(extract::State(state): extract::State<Arc<State>>) -> Result<Response, Problem> {
    issue(&state, Purpose::CreateAccount)
}

/// A new CAPTCHA for signing in, where one is asked for.
///
/// As that of accounts. It counts for one attempt.
#[utoipa::path(
    get,
    path = "/api/v1/sessions/captcha",
    tag = "accounts",
    responses((status = 200, description = "The CAPTCHA", body = IssuedCaptcha)),
)]
pub(crate) async fn of_sessions(extract::State(state): extract::State<Arc<State>>) -> Result<Response, Problem> {
    issue(&state, Purpose::SignIn)
}

fn issue(state: &State, purpose: Purpose) -> Result<Response, Problem> {
    let issued = state.public.captchas.issue_to_program(purpose, 0);
    Ok(super::own(StatusCode::OK, issued.map_err(|error| Problem::internal(&error))?))
}
