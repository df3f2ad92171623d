//! `POST /api/v1/formations/{id}/eligibility`: says which rules hold. Never a GET: a birth date does not belong into an
//! address.

use axum::Json;
use axum::body::Body;
use axum::extract::{self, FromRequest as _, Request};
use domain::FieldError;
use http::header::CACHE_CONTROL;
use http::{HeaderName, HeaderValue, StatusCode};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;
use uuid::Uuid;
use web::{ClientAddress, Path, Problem};

use crate::eligibility::{Rule, Typed, judge};
use crate::measures;
use crate::problems::{self, MAX_BODY_BYTES};
use crate::state::State;

/// What is known of a person. Other fields are refused.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it describes what `read` takes")]
pub(super) struct EligibilityQuestion {
    /// A date as people write it, or ISO 8601.
    #[schema(example = "1995-08-17")]
    birth_date: String,
    /// Level and name, or the code of seven digits.
    #[schema(example = "S-1 Teknik Informatika")]
    education: String,
    /// With comma or point; may be missing where the formation asks for none.
    #[schema(example = "3,25")]
    gpa: Option<String>,
}

/// Which rules hold, on the day in WIB at which the question arrived. Nothing of it is kept.
#[derive(Serialize, ToSchema)]
pub(super) struct Eligibility {
    /// Whether all of `rules` hold. A formation may have others, such as a gender, which nobody is asked for here.
    all_hold: bool,
    #[schema(value_type = String, format = "date")]
    on: jiff::civil::Date,
    rules: Vec<JudgedRule>,
}

/// One rule.
#[derive(Serialize, ToSchema)]
struct JudgedRule {
    rule: Rule,
    holds: bool,
    /// For people, with the formation's bound.
    told: String,
}

/// Whether somebody may apply for a formation, rule by rule.
///
/// What is sent is neither stored nor logged.
#[utoipa::path(
    post,
    path = "/api/v1/formations/{id}/eligibility",
    tag = "formations",
    params(("id" = Uuid, Path, description = "`formasi_id`")),
    request_body(content = EligibilityQuestion, description = "At most 4096 bytes"),
    responses(
        (status = 200, description = "Which rules hold", body = Eligibility),
        (status = 400, description = "`malformed`: not an id, or not a JSON object",
            body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`not_found`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`formation_withdrawn`: it can no longer be applied for",
            body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "`body_too_large`", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "`unsupported_type`: not JSON",
            body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_fields`", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "`too_many_requests`: after Retry-After seconds",
            body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`: after Retry-After seconds",
            body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn check_eligibility(
    extract::State(state): extract::State<State>,
    address: ClientAddress,
    Path(id): Path<Uuid>,
    request: Request,
) -> Result<([(HeaderName, HeaderValue); 1], Json<Eligibility>), Problem> {
    state.check_limit(address)?;
    let bounded = request.map(|body| Body::new(http_body_util::Limited::new(body, MAX_BODY_BYTES)));
    let web::Json(fields) =
        web::Json::<Map<String, Value>>::from_request(bounded, &()).await.map_err(problems::unreadable_json)?;
    let typed = read(fields).map_err(Problem::invalid_fields)?;
    let shown = state.formation(id).await?;
    if shown.withdrawn {
        let told = language::text("formation-withdrawn");
        return Err(Problem::new(StatusCode::CONFLICT, "formation_withdrawn", told));
    }
    let today = state.today();
    let person = typed
        .read(&shown.formation, today)
        .map_err(|faults| Problem::invalid_fields(faults.into_iter().map(FieldError::from)))?;
    let verdicts = judge(&shown.formation, &person, today);
    let all_hold = verdicts.iter().all(|verdict| verdict.holds);
    measures::checked(all_hold);
    let rules = verdicts
        .into_iter()
        .map(|verdict| JudgedRule { rule: verdict.rule, holds: verdict.holds, told: verdict.told })
        .collect();
    let unkept = [(CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    Ok((unkept, Json(Eligibility { all_hold, on: today, rules })))
}

/// The texts of the body. A missing one is told later, as an empty one is.
fn read(mut fields: Map<String, Value>) -> Result<Typed, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut text = |name: &str| match fields.remove(name) {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text,
        Some(Value::Number(number)) if name == "gpa" => number.to_string(),
        Some(_) => {
            let message = language::text("formation-check.not-text").to_owned();
            errors.push(FieldError { field: name.to_owned(), code: "not_text", message });
            String::new()
        }
    };
    let typed = Typed { birth_date: text("birth_date"), education: text("education"), gpa: text("gpa") };
    errors.extend(fields.keys().map(|name| FieldError::unknown(name)));
    if errors.is_empty() { Ok(typed) } else { Err(errors) }
}
