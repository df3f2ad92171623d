//! `POST /api/v1/registrations/current/end`: ends the registration, once and for all.

use axum::extract::{self, FromRequest as _, Request};
use axum::response::Response;
use http::StatusCode;
use language::text;
use serde::Deserialize;
use utoipa::ToSchema;
use web::{InvalidField, Json, Problem};

use super::represented::{OwnRegistration, answer, invalid};
use super::{bearer, problems};
use crate::opened::Opened;
use crate::pages::steps::resume::{not_ended, told, unticked};
use crate::registrations::{Ended, Hindrance, Standing};
use crate::state::State;

/// The wish to end it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EndOfRegistration {
    /// The version that its owner looked at.
    version: i64,
    /// What the owner says to be right: `block_agency`, `block_selection`, `block_position`, `block_person`,
    /// `block_education`, `block_exam`, `block_documents`, `block_requirements` and `statement`.
    #[serde(default)]
    #[schema(example = json!(["block_agency", "statement"]))]
    ticked: Vec<String>,
    /// "YA": the owner knows that nothing changes afterwards.
    #[serde(default)]
    is_confirmed: bool,
}

/// Ends the registration. All of it is found right once more, it gets its number, and nothing of it changes afterwards.
/// The same wish again leads to the same end.
#[utoipa::path(
    post,
    path = "/api/v1/registrations/current/end",
    tag = "registrations",
    security(("account_session_token" = [])),
    request_body = EndOfRegistration,
    responses(
        (status = 200, description = "It is final", body = OwnRegistration),
        (status = 400, description = "`malformed`: no such JSON", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`unauthorized`: nobody is signed in with this token",
            body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`registration_changed`: something changed since the owner looked; `registration_closed`: it is over; `registrations_closed`", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "`body_too_large`", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "`unsupported_type`: not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_fields`: what is not ticked or not confirmed; `not_ready`: what must be done first, by step or document", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn end_registration(
    extract::State(state): extract::State<State>,
    request: Request,
) -> Result<Response, Problem> {
    let person = bearer::person(&state, request.headers()).await?;
    let Json(sent) = Json::<EndOfRegistration>::from_request(request, &()).await?;
    let opened = Opened::of(&state, person).await?;
    if opened.registration.standing == Standing::Final {
        return answer(&state, opened, StatusCode::OK).await;
    }
    if !opened.registration.is_open(state.clock.now()) {
        return Err(problems::closed());
    }
    let missing = sent.missing();
    if !missing.is_empty() {
        return Err(Problem::invalid_fields(missing));
    }
    let traceparent = runtime::telemetry::current_traceparent();
    let ended = state.kept.end(&state.numbers, &opened.account, sent.version, traceparent).await;
    match ended.map_err(|failure| not_ended(&failure))? {
        Ended::Final => answer(&state, Opened::of(&state, opened.person).await?, StatusCode::OK).await,
        Ended::Over => Err(problems::closed()),
        Ended::Changed => {
            let title = text("registration-conflict");
            Err(Problem::new(StatusCode::CONFLICT, "registration_changed", title).detail(text("resume-wrong.changed")))
        }
        Ended::Hindered(hindrances) => {
            let problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "not_ready", text("resume-wrong"));
            Err(problem.errors(hindrances.iter().map(hindered)))
        }
    }
}

impl EndOfRegistration {
    fn missing(&self) -> Vec<InvalidField> {
        let ticked = self.ticked.iter().map(|name| (name.clone(), "1".to_owned())).collect();
        let lines = unticked(&ticked).into_iter();
        let mut missing: Vec<_> = lines.map(|line| invalid(&line.target, "required", line.text)).collect();
        if !self.is_confirmed {
            missing.push(invalid("is_confirmed", "required", text("resume-confirm.about").to_owned()));
        }
        missing
    }
}

fn hindered(hindrance: &Hindrance) -> InvalidField {
    let (field, code) = match hindrance {
        Hindrance::Step(step) => (step.code(), "not_right"),
        Hindrance::Document(_) => ("documents", "required"),
        Hindrance::IdentityRefused => ("identity", "refused"),
        Hindrance::NotOpen => ("formation", "not_open"),
    };
    invalid(field, code, told(hindrance))
}
