//! `GET /petugas/tiket/{number}/dokumen/{kind}`: one document, for the viewer of the ticket's page. Opening it leaves an entry in the audit log.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use documents::MediaType;
use domain::DocumentKind;
use http::{HeaderValue, header};
use officers::Officer;
use web::{Path, Problem};

use super::number;
use crate::App;
use crate::caller::Caller;
use crate::work::{self, Refusal};

/// Whatever the bytes say, they load nothing and run nothing, and nobody else's page shows them. Documents were read by content before they were stored.
const POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'; img-src 'self'; frame-ancestors 'self'; sandbox");

/// The browser's own viewer of PDFs does not start in a sandbox; it is one itself.
const POLICY_OF_PDF: HeaderValue = HeaderValue::from_static("default-src 'none'; object-src 'self'; frame-ancestors 'self'");

pub(super) async fn document(
    State(app): State<App>,
    officer: Officer,
    Path((text, kind)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let number = number(&text)?;
    let kind: DocumentKind = kind.parse().map_err(|_unknown| Problem::from(Refusal::UnknownDocument))?;
    let document = work::open_document(&app, &Caller::from(&officer), number, kind).await?;
    let policy = match document.media_type {
        MediaType::Pdf => POLICY_OF_PDF,
        MediaType::Jpeg => POLICY,
    };
    let name = format!("inline; filename=\"{number}-{}.{}\"", kind.as_str(), document.media_type.extension());
    let mut response = document.bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(document.media_type.as_str()));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_str(&name).map_err(|error| Problem::internal(&error))?);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    Ok(response)
}
