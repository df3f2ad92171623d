//! A rendered template, or a print of a stencil, as an answer.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::compression::Compressed;
use super::stencil::Print;
use crate::problem::Problem;

/// Only our own files, no inline script or style, no third party. `blob:` and `data:` serve the previews of photographs
/// that a person is about to attach.
const CONTENT_SECURITY_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data: blob:; font-src 'self'; media-src \
    'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
);

/// Our own forms say where they come from; other sites learn nothing. (`no-referrer` would make browsers hide the
/// origin of our forms from us.)
const REFERRER_POLICY: HeaderValue = HeaderValue::from_static("same-origin");

/// How long caches may keep pages that are the same for everybody. People must see an operator's notice within ten
/// seconds.
const SHARED: HeaderValue = HeaderValue::from_static("public, max-age=5");

/// No cache keeps a page with something personal on it.
const PERSONAL: HeaderValue = HeaderValue::from_static("no-store");

/// A page as an answer: `200 OK` unless [`Html::status`] changes it.
#[derive(Debug)]
pub struct Html<T> {
    template: T,
    status: StatusCode,
    cache_control: HeaderValue,
}

impl<T> Html<T> {
    /// Makes a page that is the same for everybody.
    pub fn shared(template: T) -> Self {
        Self { template, status: StatusCode::OK, cache_control: SHARED }
    }

    /// Makes a page that is one person's own: a form, a receipt, a status.
    pub fn personal(template: T) -> Self {
        Self { template, status: StatusCode::OK, cache_control: PERSONAL }
    }

    /// Changes the status.
    #[must_use]
    pub fn status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }
}

impl<T> Html<T> {
    fn answer(self, html: String) -> Response {
        let headers = [
            (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
            (header::REFERRER_POLICY, REFERRER_POLICY),
            (header::CACHE_CONTROL, self.cache_control),
        ];
        (self.status, headers, axum::response::Html(html)).into_response()
    }
}

impl<T: Template> IntoResponse for Html<T> {
    fn into_response(self) -> Response {
        match self.template.render() {
            Ok(html) => self.answer(html),
            Err(error) => Problem::internal(&error).into_response(),
        }
    }
}

impl IntoResponse for Html<Print> {
    fn into_response(mut self) -> Response {
        let Print { html, gzip } = std::mem::take(&mut self.template);
        let mut answer = self.answer(html);
        if let Some(gzip) = gzip {
            answer.extensions_mut().insert(Compressed(gzip));
        }
        answer
    }
}
