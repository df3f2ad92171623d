//! `PUT /api/v1/registrations/current/biodata` and the like: saves one of the first three steps.

use std::collections::BTreeMap;

use axum::extract::{self, FromRequest as _, Request};
use axum::response::{IntoResponse as _, Response};
use domain::{FieldError, FieldFault};
use http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use web::{Json, Problem};

use super::bearer;
use super::problems::{self, RegistrationConflict};
use super::represented::{OwnRegistration, answer};
use crate::filling::{self, Button, Filled, NotFilled, Told};
use crate::state::State;

/// What is told of a step. Fields that are not sent stay as they are.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StepAnswers {
    /// The version that the caller saw.
    version: i64,
    /// `next` judges the step, and the registration goes on when it is right; `keep` only keeps what was told.
    #[serde(default = "next")]
    #[schema(example = "next")]
    action: String,
    /// Texts by the names of their fields.
    #[serde(default)]
    fields: BTreeMap<String, String>,
}

fn next() -> String {
    "next".to_owned()
}

/// What every step takes besides its own.
const ACTIONS: [&str; 2] = ["next", "keep"];

async fn told(state: &State, request: Request, own: &[&str]) -> Result<Told, Response> {
    let person = bearer::person(state, request.headers()).await.map_err(Problem::into_response)?;
    let sent = Json::<StepAnswers>::from_request(request, &()).await.map_err(Problem::into_response)?;
    let Json(StepAnswers { version, action, fields }) = sent;
    if !ACTIONS.contains(&action.as_str()) && !own.contains(&action.as_str()) {
        let unknown = FieldError::labelled("action", "action", FieldFault::UnknownOption);
        return Err(Problem::invalid_fields([unknown]).into_response());
    }
    let told = Told::of(state, person, version, Button::named(&action), fields.into_iter().collect()).await;
    told.map(|told| Told { is_strict: true, ..told }).map_err(problems::not_filled)
}

/// What was told is kept, whether it is right or not; what is wrong is told with 422.
async fn answered(state: &State, filled: Result<Filled, NotFilled>) -> Result<Response, Response> {
    let filled = filled.map_err(problems::not_filled)?;
    if filled.stays && !filled.errors.is_empty() {
        return Err(Problem::invalid_fields(filled.errors).into_response());
    }
    answer(state, filled.opened, StatusCode::OK).await.map_err(Problem::into_response)
}

/// Saves the first step. `action` is `next`, `keep`, or `same_address` (the domicile is at the address of the KTP).
///
/// What is wrong is kept, too, and told with 422; the registration then has its next version.
#[utoipa::path(
    put,
    path = "/api/v1/registrations/current/biodata",
    tag = "registrations",
    security(("account_session_token" = [])),
    request_body(content = StepAnswers, description = "At most 65536 bytes"),
    responses(
        (status = 200, description = "The registration as it stands now", body = OwnRegistration),
        (status = 400, description = "`malformed`: no such JSON", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`unauthorized`: nobody is signed in with this token",
            body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`registration_changed`: somebody saved since, both values are told; \
            `registration_closed`, `registrations_closed`: nothing was saved",
            body = RegistrationConflict, content_type = "application/problem+json"),
        (status = 413, description = "`body_too_large`", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "`unsupported_type`: not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_fields`: all of them", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn save_biodata(
    extract::State(state): extract::State<State>,
    request: Request,
) -> Result<Response, Response> {
    let told = told(&state, request, &["same_address"]).await?;
    answered(&state, filling::biodata::fill(&state, told).await).await
}

/// Saves the second step. `action` is `next`, `keep`, or `check` (asks the list THK-II for the number).
///
/// What is wrong is kept, too, and told with 422; the registration then has its next version.
#[utoipa::path(
    put,
    path = "/api/v1/registrations/current/selection",
    tag = "registrations",
    security(("account_session_token" = [])),
    request_body(content = StepAnswers, description = "At most 65536 bytes"),
    responses(
        (status = 200, description = "The registration as it stands now", body = OwnRegistration),
        (status = 400, description = "`malformed`: no such JSON", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`unauthorized`: nobody is signed in with this token",
            body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`registration_changed`: somebody saved since, both values are told; \
            `registration_closed`, `registrations_closed`: nothing was saved",
            body = RegistrationConflict, content_type = "application/problem+json"),
        (status = 413, description = "`body_too_large`", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "`unsupported_type`: not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_fields`: all of them", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn save_selection(
    extract::State(state): extract::State<State>,
    request: Request,
) -> Result<Response, Response> {
    let told = told(&state, request, &["check"]).await?;
    answered(&state, filling::selection::fill(&state, told).await).await
}

/// Saves the third step. `action` is `next`, `keep`, `choose` (takes choices) or `again` (drops the formation).
///
/// What is wrong is kept, too, and told with 422; the registration then has its next version.
#[utoipa::path(
    put,
    path = "/api/v1/registrations/current/formation",
    tag = "registrations",
    security(("account_session_token" = [])),
    request_body(content = StepAnswers, description = "At most 65536 bytes"),
    responses(
        (status = 200, description = "The registration as it stands now", body = OwnRegistration),
        (status = 400, description = "`malformed`: no such JSON", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`unauthorized`: nobody is signed in with this token",
            body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`registration_changed`: somebody saved since, both values are told; \
            `registration_closed`, `registrations_closed`, `not_ready`: nothing was saved",
            body = RegistrationConflict, content_type = "application/problem+json"),
        (status = 413, description = "`body_too_large`", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "`unsupported_type`: not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_fields`: all of them", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn save_formation(
    extract::State(state): extract::State<State>,
    request: Request,
) -> Result<Response, Response> {
    let told = told(&state, request, &["choose", "again"]).await?;
    answered(&state, filling::formation::fill(&state, told).await).await
}
