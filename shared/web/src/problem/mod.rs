//! The one shape of every error answer: `application/problem+json` (RFC 9457) with a stable `code`
//! for programs, Indonesian texts for people, and the trace id for whoever looks into it. What went
//! wrong inside is logged, never shown.

use std::borrow::Cow;
use std::error::Error;
use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::layers::CutOff;
use crate::texts;

/// The media type of every problem.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// How long callers are asked to wait while something the service needs is away.
const UNAVAILABLE_RETRY: Duration = Duration::from_secs(5);

/// An error answer.
#[derive(Debug, Clone)]
pub struct Problem {
    status: StatusCode,
    code: &'static str,
    title: &'static str,
    detail: Option<Cow<'static, str>>,
    errors: Vec<InvalidField>,
    retry_after_s: Option<u32>,
}

/// One field that needs correcting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct InvalidField {
    /// Name of the field as it was sent.
    #[schema(example = "nik")]
    pub field: String,
    /// Stable code of the mistake.
    #[schema(example = "not_16_digits")]
    pub code: Cow<'static, str>,
    /// What to correct, in Indonesian.
    #[schema(example = "NIK terdiri atas 16 angka.")]
    pub message: String,
}

impl Problem {
    /// A problem with a stable `code` for programs and an Indonesian `title` for people.
    #[must_use]
    pub fn new(status: StatusCode, code: &'static str, title: &'static str) -> Self {
        Self { status, code, title, detail: None, errors: Vec::new(), retry_after_s: None }
    }

    /// Says more, in Indonesian: what happened to the data, and what to do.
    #[must_use]
    pub fn detail(self, detail: impl Into<Cow<'static, str>>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }

    /// Names the fields to correct, all of them.
    #[must_use]
    pub fn errors<E: Into<InvalidField>>(self, errors: impl IntoIterator<Item = E>) -> Self {
        Self { errors: errors.into_iter().map(Into::into).collect(), ..self }
    }

    /// Asks to wait this long, rounded up to whole seconds (`Retry-After`).
    #[must_use]
    pub fn retry_after(self, wait: Duration) -> Self {
        Self { retry_after_s: Some(whole_seconds(wait)), ..self }
    }

    /// The status it is answered with.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// What is wrong, in a few Indonesian words.
    #[must_use]
    pub fn title(&self) -> &'static str {
        self.title
    }

    /// What happened and what to do, in Indonesian.
    #[must_use]
    pub fn explanation(&self) -> &str {
        self.detail.as_deref().unwrap_or_default()
    }

    /// Seconds after which it makes sense to ask again, where that is known.
    #[must_use]
    pub fn seconds_to_wait(&self) -> Option<u32> {
        self.retry_after_s
    }

    /// The stable code for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// 400: the request cannot be read at all. `detail` must not repeat what was sent.
    #[must_use]
    pub fn bad_request(detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "malformed", texts::MALFORMED).detail(detail)
    }

    /// 401: no bearer token, or none that is known.
    #[must_use]
    pub fn unauthorized() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "unauthorized", texts::UNAUTHORIZED).detail(texts::UNAUTHORIZED_DETAIL)
    }

    /// 403: a known token without the right to this.
    #[must_use]
    pub fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden", texts::FORBIDDEN).detail(texts::FORBIDDEN_DETAIL)
    }

    /// 403: a form that another site sent, or one that says so of itself.
    #[must_use]
    pub fn cross_site() -> Self {
        Self::new(StatusCode::FORBIDDEN, "cross_site", texts::CROSS_SITE).detail(texts::CROSS_SITE_DETAIL)
    }

    /// 404: nothing is served at this address.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", texts::NOT_FOUND).detail(texts::NOT_FOUND_DETAIL)
    }

    /// 405: something is served here, but not by this method.
    #[must_use]
    pub fn method_not_allowed() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", texts::METHOD_NOT_ALLOWED)
            .detail(texts::METHOD_NOT_ALLOWED_DETAIL)
    }

    /// 408: the request did not arrive, or was not answered, in time.
    #[must_use]
    pub fn too_slow() -> Self {
        Self::new(StatusCode::REQUEST_TIMEOUT, "too_slow", texts::TOO_SLOW).detail(texts::TOO_SLOW_DETAIL)
    }

    /// 413: the body is larger than `limit_bytes`.
    #[must_use]
    pub fn too_large(limit_bytes: usize) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large", texts::TOO_LARGE)
            .detail(texts::body_too_large(limit_bytes))
    }

    /// 415: the body is not of the media type that is served here.
    #[must_use]
    pub fn unsupported_type(expected: &str) -> Self {
        let title = texts::UNSUPPORTED_TYPE;
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_type", title).detail(texts::expected_type(expected))
    }

    /// 415: the body is compressed, and nothing here unpacks one.
    #[must_use]
    pub fn unsupported_encoding() -> Self {
        let title = texts::UNSUPPORTED_ENCODING;
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_encoding", title)
            .detail(texts::UNSUPPORTED_ENCODING_DETAIL)
    }

    /// 422: readable, but these fields need correcting.
    #[must_use]
    pub fn invalid_fields<E: Into<InvalidField>>(errors: impl IntoIterator<Item = E>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid_fields", texts::INVALID_FIELDS)
            .detail(texts::INVALID_FIELDS_DETAIL)
            .errors(errors)
    }

    /// 429: too often; says how long to wait.
    #[must_use]
    pub fn too_many_requests(wait: Duration) -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "too_many_requests", texts::TOO_MANY_REQUESTS)
            .detail(texts::wait(whole_seconds(wait)))
            .retry_after(wait)
    }

    /// 503: something the service needs is away; nothing was stored.
    #[must_use]
    pub fn unavailable() -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", texts::UNAVAILABLE)
            .detail(texts::UNAVAILABLE_DETAIL)
            .retry_after(UNAVAILABLE_RETRY)
    }

    /// 500: a mistake of ours. Logs the error with all its sources and shows none of them.
    #[must_use]
    pub fn internal(error: &(dyn Error + 'static)) -> Self {
        tracing::error!(error = %chain(error), "request failed");
        Self::unexplained()
    }

    /// 500 for a mistake that is logged elsewhere.
    pub(crate) fn unexplained() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", texts::INTERNAL).detail(texts::INTERNAL_DETAIL)
    }

    /// The problem behind a request body that could not be read to its end: too slow (408), larger
    /// than `limit_bytes` (413), or cut off (400).
    #[must_use]
    pub fn unreadable_body(error: &(dyn Error + 'static), limit_bytes: usize) -> Self {
        for cause in causes(error) {
            if let Some(cut_off) = cause.downcast_ref::<CutOff>() {
                return cut_off.problem();
            }
            if cause.is::<http_body_util::LengthLimitError>() {
                return Self::too_large(limit_bytes);
            }
        }
        Self::bad_request(texts::BODY_CUT_OFF)
    }
}

/// Rounded up: whoever waits this long has waited long enough.
fn whole_seconds(wait: Duration) -> u32 {
    let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
    u32::try_from(seconds).unwrap_or(u32::MAX).max(1)
}

fn chain(error: &(dyn Error + 'static)) -> String {
    causes(error).map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| error.source())
}

impl From<domain::FieldError> for InvalidField {
    fn from(error: domain::FieldError) -> Self {
        Self { field: error.field, code: error.code.into(), message: error.message }
    }
}

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

#[cfg(test)]
mod tests;
