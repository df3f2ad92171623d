//! A problem on the wire: the JSON document, its headers, and its schema in the API's description.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::{InvalidField, MEDIA_TYPE, Problem};

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let document = Document {
            kind: "about:blank",
            title: self.title,
            status: self.status.as_u16(),
            code: self.code,
            detail: self.detail.as_deref(),
            errors: &self.errors,
            trace_id: runtime::telemetry::current_trace_id(),
        };
        let mut response = (self.status, axum::Json(document)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        if let Some(seconds) = self.retry_after_s {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        // For the layer that shows problems as pages.
        response.extensions_mut().insert(self);
        response
    }
}

/// A problem as it is sent.
#[derive(Serialize, ToSchema)]
struct Document<'a> {
    /// Always `about:blank`: `code` tells problems apart.
    #[serde(rename = "type")]
    kind: &'static str,
    /// What is wrong, in a few Indonesian words.
    title: &'static str,
    /// The HTTP status.
    #[schema(example = 422)]
    status: u16,
    /// What is wrong, for programs.
    #[schema(example = "invalid_fields")]
    code: &'static str,
    /// What happened and what to do, in Indonesian.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
    /// The fields to correct, all at once.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    #[schema(value_type = Vec<InvalidField>, required = false)]
    errors: &'a [InvalidField],
    /// What to quote when asking about this problem.
    #[serde(skip_serializing_if = "Option::is_none")]
    trace_id: Option<String>,
}

impl PartialSchema for Problem {
    fn schema() -> RefOr<Schema> {
        Document::schema()
    }
}

impl ToSchema for Problem {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((InvalidField::name().into_owned(), InvalidField::schema()));
    }
}
