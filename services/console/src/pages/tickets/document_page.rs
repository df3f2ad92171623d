//! `GET /petugas/tiket/{number}/dokumen/{kind}/halaman/{page}`: one page of a document with the ways to the others. It
//! works without script; the ticket's page takes from it which pages there are.

use std::num::NonZeroU16;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use documents::MediaType;
use domain::{DocumentKind, TicketNumber};
use officers::Officer;
use renditions::NotDrawn;
use web::{Html, Page, Path};

use super::document::document_kind;
use super::page_picture::{page_number, trouble, unknown_page};
use super::ticket_number::number;
use super::viewer::PdfView;
use crate::State;
use crate::pages::{Frame, Section, addresses};
use crate::problems::Error;
use crate::state::caller;

/// The page. Shows personal data.
#[derive(Template)]
#[template(path = "document.html")]
struct DocumentPage {
    page: Page,
    frame: Frame,
    number: String,
    ticket: String,
    label: &'static str,
    pdf: PdfView,
}

pub(in crate::pages) async fn document_page(
    state: State,
    officer: Officer,
    Path((text, kind, page)): Path<(String, String, String)>,
) -> Result<Response, Error> {
    let (number, kind, page) = (number(&text)?, document_kind(&kind)?, page_number(&page)?);
    let document = desk::look_into_document(&state.desks, &caller(&officer), number, kind).await?;
    if document.media_type != MediaType::Pdf {
        return Err(unknown_page());
    }
    let pdf = match state.renditions.pages(&document.bytes).await {
        Ok(pages) if page.get() > pages => return Err(unknown_page()),
        Ok(pages) => PdfView::of(number, kind, page, Some(pages)),
        Err(failure) => unseen(number, kind, page, &failure),
    };
    let page = DocumentPage {
        page: Frame::page(),
        frame: Frame::new(&officer, Section::Work),
        number: number.to_string(),
        ticket: addresses::ticket(number),
        label: kind.label(),
        pdf: pdf.large(u64::try_from(document.bytes.len()).unwrap_or(u64::MAX)),
    };
    Ok(Html::personal(page).into_response())
}

/// Nothing to see, and why.
fn unseen(number: TicketNumber, kind: DocumentKind, page: NonZeroU16, failure: &NotDrawn) -> PdfView {
    PdfView::of(number, kind, page, None).without_picture(trouble(failure).detail)
}
