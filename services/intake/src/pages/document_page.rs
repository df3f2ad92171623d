//! A document that is kept for a form, as it will be sent. Only a form's page asks for it, with the key in the body of
//! its request: no address leads to it.

use axum::response::{IntoResponse, Response};
use documents::Checked;
use domain::DocumentKind;
use http::{HeaderValue, header};

/// Nothing in it runs, whatever a browser takes it for.
const POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'; sandbox");

pub(super) fn answer(kind: DocumentKind, document: Checked) -> Response {
    let Checked { media_type, bytes } = document;
    let name = format!("inline; filename=\"{kind}.{}\"", media_type.extension());
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type.as_str())),
        (header::CONTENT_DISPOSITION, HeaderValue::try_from(name).unwrap_or(HeaderValue::from_static("inline"))),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, bytes).into_response()
}
