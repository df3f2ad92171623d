//! The problems that every service has, one constructor each: their status, code and words.

use std::borrow::Cow;
use std::error::Error;
use std::time::Duration;

use axum::http::StatusCode;
use language::{fill, text};

use super::{CutOff, InvalidField, Problem, causes, whole_seconds};
use crate::texts;

/// How long callers should wait while something is away that the service needs.
const UNAVAILABLE_RETRY: Duration = Duration::from_secs(5);

impl Problem {
    /// 400: the service cannot read the request at all. `detail` must not repeat what the caller sent.
    #[must_use]
    pub fn bad_request(detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "malformed", text("malformed")).detail(detail)
    }

    /// 401: no bearer token, or an unknown one.
    #[must_use]
    pub fn unauthorized() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "unauthorized", texts::UNAUTHORIZED).detail(texts::UNAUTHORIZED_DETAIL)
    }

    /// 403: the token is known and has no right to this.
    #[must_use]
    pub fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden", texts::FORBIDDEN).detail(texts::FORBIDDEN_DETAIL)
    }

    /// 403: another site sent the form, or the form says so itself.
    #[must_use]
    pub fn cross_site() -> Self {
        Self::new(StatusCode::FORBIDDEN, "cross_site", text("cross-site")).detail(text("cross-site.detail"))
    }

    /// 404: nothing has this address.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", text("not-found")).detail(text("not-found.detail"))
    }

    /// 405: the address does not allow this method.
    #[must_use]
    pub fn method_not_allowed() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", text("method-not-allowed"))
            .detail(text("method-not-allowed.detail"))
    }

    /// 408: the request did not arrive, or was not answered, in time.
    #[must_use]
    pub fn too_slow() -> Self {
        Self::new(StatusCode::REQUEST_TIMEOUT, "too_slow", text("too-slow")).detail(text("too-slow.detail"))
    }

    /// 413: the body is larger than `limit_bytes`.
    #[must_use]
    pub fn too_large(limit_bytes: usize) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large", text("too-large"))
            .detail(fill("too-large.detail", &[("most", &(limit_bytes / 1024))]))
    }

    /// 415: the body has another media type than this address takes.
    #[must_use]
    pub fn unsupported_type(expected: &str) -> Self {
        let title = texts::UNSUPPORTED_TYPE;
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_type", title).detail(texts::expected_type(expected))
    }

    /// 415: the body is compressed, and no service unpacks one.
    #[must_use]
    pub fn unsupported_encoding() -> Self {
        let title = texts::UNSUPPORTED_ENCODING;
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_encoding", title)
            .detail(texts::UNSUPPORTED_ENCODING_DETAIL)
    }

    /// 422: the request is readable, but these fields need correcting.
    #[must_use]
    pub fn invalid_fields<E: Into<InvalidField>>(errors: impl IntoIterator<Item = E>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid_fields", text("invalid-fields"))
            .detail(text("invalid-fields.detail"))
            .errors(errors)
    }

    /// 429: the caller came too often. Says how long to wait.
    #[must_use]
    pub fn too_many_requests(wait: Duration) -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "too_many_requests", text("too-many-requests"))
            .detail(wait_in_words(whole_seconds(wait)))
            .retry_after(wait)
    }

    /// 503: something is away that the service needs. The service stored nothing.
    #[must_use]
    pub fn unavailable() -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", text("unavailable"))
            .detail(text("unavailable.detail"))
            .retry_after(UNAVAILABLE_RETRY)
    }

    /// 503: so many wait at the entrance that nobody is given a turn any more. Says when to come back.
    #[must_use]
    pub fn no_turns_left(wait: Duration) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "no_turns_left", text("no-turns-left"))
            .detail(text("no-turns-left.detail"))
            .retry_after(wait)
    }

    /// 500: a mistake of ours. Logs the error with all its sources and shows none of them.
    #[must_use]
    pub fn internal(error: &(dyn Error + 'static)) -> Self {
        tracing::error!(error = %chain(error), "request failed");
        Self::unexplained()
    }

    /// 500 for a mistake that other code logs.
    pub(crate) fn unexplained() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", text("internal")).detail(text("internal.detail"))
    }

    /// The problem of a request body that did not come to its end: too slow (408), larger than `limit_bytes` (413), or
    /// cut off (400).
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
        Self::bad_request(text("body-cut-off"))
    }
}

/// Asks to wait; minutes are rounded up.
fn wait_in_words(seconds: u32) -> String {
    match seconds {
        ..=120 => fill("too-many-requests.seconds", &[("seconds", &seconds)]),
        _ => fill("too-many-requests.minutes", &[("minutes", &seconds.div_ceil(60))]),
    }
}

fn chain(error: &(dyn Error + 'static)) -> String {
    causes(error).map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
