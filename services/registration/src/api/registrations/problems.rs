//! What programs are told where pages lead elsewhere.

use axum::response::{IntoResponse as _, Response};
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;
use utoipa::ToSchema;
use web::Problem;

use super::bearer;
use crate::filling::{NotFilled, Stale};
use crate::opened::NotOpened;
use crate::pages::entrance;
use crate::pages::steps::elsewhere;

impl From<NotOpened> for Problem {
    fn from(not_opened: NotOpened) -> Self {
        match not_opened {
            NotOpened::NoAccount => bearer::unknown(),
            NotOpened::NotTaken => {
                Self::new(StatusCode::CONFLICT, "registrations_closed", language::text("registration-closed"))
            }
            NotOpened::Over(_) => closed(),
            NotOpened::Early(step) => {
                let detail = language::fill("resume-wrong.step", &[("step", &language::text(step.text_id()))]);
                Self::new(StatusCode::CONFLICT, "not_ready", language::text("registration-unchanged")).detail(detail)
            }
            NotOpened::Account(failure) => entrance::problem(&failure),
            NotOpened::Failure(failure) => elsewhere::problem(&failure),
        }
    }
}

/// 409: nothing of the registration changes any more.
pub(super) fn closed() -> Problem {
    Problem::new(StatusCode::CONFLICT, "registration_closed", language::text("registration-unchanged"))
}

/// 409: somebody saved since. Nothing of what came was saved.
#[derive(Serialize, ToSchema)]
pub(super) struct RegistrationConflict {
    /// Always `about:blank`: `code` tells problems apart.
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'static str,
    #[schema(example = 409)]
    status: u16,
    /// `registration_changed`, with version and values; `registration_closed`, `registrations_closed` and `not_ready`
    /// have neither.
    #[schema(example = "registration_changed")]
    code: &'static str,
    #[schema(required = false)]
    detail: &'static str,
    /// The version that was saved: with it the same call counts.
    #[schema(required = false)]
    version: i64,
    /// The fields of the step whose values differ.
    #[schema(required = false)]
    differing: Vec<DifferingField>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trace_id: Option<String>,
}

/// A field with both values.
#[derive(Serialize, ToSchema)]
struct DifferingField {
    #[schema(example = "height_cm")]
    field: &'static str,
    /// What came now.
    #[schema(example = "170")]
    sent: String,
    /// What was saved.
    #[schema(example = "162")]
    kept: String,
}

/// Why a step was not saved.
pub(super) fn not_filled(refused: NotFilled) -> Response {
    match refused {
        NotFilled::NotOpened(not_opened) => Problem::from(not_opened).into_response(),
        NotFilled::Over(..) => closed().into_response(),
        NotFilled::Stale(stale) => conflict(&stale),
        NotFilled::Unknown(errors) => Problem::invalid_fields(errors).into_response(),
    }
}

fn conflict(stale: &Stale) -> Response {
    let both = stale.differing().into_iter();
    let body = RegistrationConflict {
        kind: "about:blank",
        title: language::text("registration-conflict"),
        status: StatusCode::CONFLICT.as_u16(),
        code: "registration_changed",
        detail: language::text("registration-conflict.about"),
        version: stale.kept.version,
        differing: both.map(|(field, sent, kept)| DifferingField { field, sent, kept }).collect(),
        trace_id: runtime::telemetry::current_trace_id(),
    };
    let mut response = super::own(StatusCode::CONFLICT, body);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response
}
