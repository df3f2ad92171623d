//! The body of a lookup. A caller learns at once about everything that is wrong with it.

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use domain::FieldError;
use http_body_util::Limited;
use serde_json::{Map, Value};
use utoipa::ToSchema;
use web::{Json, Problem};

use crate::problems::{self, MAX_BODY_BYTES};
use crate::texts;

/// Which ticket, and whose. Other fields are refused.
#[derive(ToSchema)]
pub(crate) struct LookupRequest {
    /// The ticket number; blanks, dots and hyphens in it do not matter.
    #[schema(value_type = web::described::TypedTicketNumber)]
    pub(crate) ticket_number: String,
    /// The applicant's NIK: 16 digits.
    #[schema(value_type = web::described::TypedNik)]
    pub(crate) nik: String,
}

impl<S: Send + Sync> FromRequest<S> for LookupRequest {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let bounded = request.map(|body| Body::new(Limited::new(body, MAX_BODY_BYTES)));
        let Json(fields) =
            Json::<Map<String, Value>>::from_request(bounded, state).await.map_err(problems::unreadable_json)?;
        Self::read(fields).map_err(problems::invalid_fields)
    }
}

impl LookupRequest {
    fn read(mut fields: Map<String, Value>) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut text = |name: &str| match fields.remove(name) {
            Some(Value::String(text)) => text,
            other => {
                errors.push(fault(name, other.as_ref()));
                String::new()
            }
        };
        let request = Self { ticket_number: text("ticket_number"), nik: text("nik") };
        errors.extend(fields.keys().map(|name| FieldError::unknown(name)));
        if errors.is_empty() { Ok(request) } else { Err(errors) }
    }
}

fn fault(name: &str, value: Option<&Value>) -> FieldError {
    let (code, message) = match value {
        None | Some(Value::Null) => ("required", texts::REQUIRED),
        Some(_) => ("not_text", texts::NOT_TEXT),
    };
    FieldError { field: name.to_owned(), code, message: message.to_owned() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(body: &Value) -> Result<LookupRequest, Vec<(String, &'static str)>> {
        let fields = body.as_object().unwrap().clone();
        LookupRequest::read(fields)
            .map_err(|errors| errors.into_iter().map(|error| (error.field, error.code)).collect())
    }

    #[test]
    fn a_number_and_a_nik_are_enough() {
        let request = read(&json!({ "ticket_number": "662026112100017", "nik": "3174035708950001" })).ok().unwrap();
        assert_eq!((request.ticket_number.as_str(), request.nik.as_str()), ("662026112100017", "3174035708950001"));
    }

    #[test]
    fn everything_wrong_is_told_at_once() {
        let errors = read(&json!({ "nik": 3_174_035_708_950_001_i64, "nama": "Siti" })).err().unwrap();
        assert_eq!(
            errors,
            [
                ("ticket_number".to_owned(), "required"),
                ("nik".to_owned(), "not_text"),
                ("nama".to_owned(), "unknown_field"),
            ]
        );
    }
}
