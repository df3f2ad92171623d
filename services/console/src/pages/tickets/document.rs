//! `GET /petugas/tiket/{number}/dokumen/{kind}`: one document as the applicant filed it. Opening it leaves an entry in
//! the audit log.
//!
//! The viewer of the ticket's page shows a photograph. A PDF file is only ever a download: the viewer shows pictures of
//! its pages ([`super::page_picture`]), so that nobody opens a stranger's file in a viewer by being an officer.

use axum::response::{IntoResponse as _, Response};
use desk::Refusal;
use documents::MediaType;
use domain::DocumentKind;
use http::{HeaderValue, header};
use officers::Officer;
use web::{Path, Problem};

use super::ticket_number::number;
use crate::State;
use crate::problems::Error;
use crate::state::caller;

/// Whatever the bytes say, they load nothing and run nothing, and no page frames them. Documents were read by content
/// before they were stored.
pub(super) const POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox");

pub(in crate::pages) async fn document(
    state: State,
    officer: Officer,
    Path((text, kind)): Path<(String, String)>,
) -> Result<Response, Error> {
    let (number, kind) = (number(&text)?, document_kind(&kind)?);
    let document = desk::open_document(&state.desks, &caller(&officer), number, kind).await?;
    let disposition = match document.media_type {
        MediaType::Pdf => "attachment",
        MediaType::Jpeg => "inline",
    };
    let name = format!("{disposition}; filename=\"{number}-{}.{}\"", kind.as_str(), document.media_type.extension());
    let mut response = document.bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(document.media_type.as_str()));
    headers
        .insert(header::CONTENT_DISPOSITION, HeaderValue::from_str(&name).map_err(|error| Problem::internal(&error))?);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::CONTENT_SECURITY_POLICY, POLICY);
    Ok(response)
}

/// What is no kind of document cannot have been filed.
pub(super) fn document_kind(text: &str) -> Result<DocumentKind, Error> {
    text.parse().map_err(|_unknown| Refusal::UnknownDocument.into())
}
