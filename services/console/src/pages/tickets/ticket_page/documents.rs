//! The documents that came with the ticket.

use std::num::NonZeroU16;

use documents::{MediaType, StoredDocument};
use domain::TicketNumber;

use crate::pages::addresses;
use crate::pages::tickets::viewer::PdfView;
use crate::texts;

/// One document.
pub(super) enum DocumentView {
    Photo { label: &'static str, href: String, size: String },
    Pdf(PdfView),
}

impl DocumentView {
    pub(super) fn new(number: TicketNumber, document: &StoredDocument) -> Self {
        match document.media_type {
            MediaType::Jpeg => Self::Photo {
                label: document.kind.label(),
                href: addresses::document(number, document.kind),
                size: texts::kilobytes(document.size()),
            },
            // How many pages it has nobody knows before the document is opened, and whoever opens the ticket has not
            // done that yet.
            MediaType::Pdf => {
                Self::Pdf(PdfView::of(number, document.kind, NonZeroU16::MIN, None).large(document.size()))
            }
        }
    }
}
