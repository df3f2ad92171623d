//! `GET /petugas/tiket/{number}/dokumen/{kind}/gambar/{page}`: one page of a PDF file as a picture. A process that can
//! do nothing else draws it. `?ukuran=besar` asks for a large one. The audit log has the document's opening, not each
//! of its pages.

use std::num::NonZeroU16;

use axum::response::{IntoResponse as _, Response};
use documents::MediaType;
use http::{HeaderValue, StatusCode, header};
use officers::Officer;
use renditions::{NotDrawn, Size};
use serde::Deserialize;
use web::{Path, Query};

use super::document::{POLICY, document_kind};
use super::ticket_number::number;
use crate::State;
use crate::problems::Error;
use crate::state::caller;
use crate::texts::{self, Text};

/// How large.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum PictureSize {
    #[default]
    Biasa,
    Besar,
}

/// The query string.
#[derive(Debug, Default, Deserialize)]
pub(in crate::pages) struct Asked {
    #[serde(default)]
    ukuran: PictureSize,
}

pub(in crate::pages) async fn page_picture(
    state: State,
    officer: Officer,
    Path((text, kind, page)): Path<(String, String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let (number, kind, page) = (number(&text)?, document_kind(&kind)?, page_number(&page)?);
    let document = desk::look_into_document(&state.desks, &caller(&officer), number, kind).await?;
    if document.media_type != MediaType::Pdf {
        return Err(unknown_page());
    }
    let size = match asked.ukuran {
        PictureSize::Biasa => Size::Reading,
        PictureSize::Besar => Size::Close,
    };
    let picture = state.renditions.page(&document.bytes, page, size).await.map_err(|failure| problem(&failure))?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(picture.format.media_type())),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("inline")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::CONTENT_SECURITY_POLICY, POLICY),
    ];
    Ok((headers, picture.bytes).into_response())
}

/// Pages are counted from 1.
pub(super) fn page_number(text: &str) -> Result<NonZeroU16, Error> {
    text.parse().map_err(|_no_number| unknown_page())
}

/// What is to be said about a page that is not shown, kindly.
pub(super) fn trouble(failure: &NotDrawn) -> Text {
    match failure {
        NotDrawn::NoSuchPage { .. } => texts::UNKNOWN_PAGE,
        NotDrawn::Broken => texts::BROKEN_DOCUMENT,
        NotDrawn::TooHard => texts::HARD_PAGE,
        NotDrawn::Busy => texts::PAGES_BUSY,
        NotDrawn::Failed(_) => texts::PAGES_FAILED,
    }
}

pub(super) fn unknown_page() -> Error {
    problem(&NotDrawn::NoSuchPage { pages: 0 })
}

/// The process's own failures are logged where it is started.
pub(super) fn problem(failure: &NotDrawn) -> Error {
    let (status, code) = match failure {
        NotDrawn::NoSuchPage { .. } => (StatusCode::NOT_FOUND, "unknown_page"),
        NotDrawn::Broken | NotDrawn::TooHard => (StatusCode::UNPROCESSABLE_ENTITY, "page_not_drawn"),
        NotDrawn::Busy | NotDrawn::Failed(_) => (StatusCode::SERVICE_UNAVAILABLE, "pages_unavailable"),
    };
    let text = trouble(failure);
    Error::new(status, code, text)
}
