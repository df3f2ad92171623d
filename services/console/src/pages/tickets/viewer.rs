//! A PDF file as its viewer shows it: one page as a picture, and the ways to the others.

use std::num::NonZeroU16;

use domain::{DocumentKind, TicketNumber};

use crate::pages::addresses;
use crate::texts;

/// One page of a PDF file, for `parts/pdf.html`.
#[derive(Clone, Debug)]
pub(super) struct PdfView {
    pub(super) label: &'static str,
    pub(super) size: String,
    /// The file itself, as a download.
    pub(super) original: String,
    /// This page, with the others around it.
    pub(super) here: String,
    /// Empty where nothing can be shown.
    pub(super) picture: String,
    /// "Halaman 1 dari 3".
    pub(super) position: String,
    /// Addresses of the pages before and after; empty where there is none.
    pub(super) previous: String,
    pub(super) next: String,
    /// What is said where the picture does not come.
    pub(super) trouble: &'static str,
    /// It is said at once.
    pub(super) in_trouble: bool,
    /// How many pages there are is known.
    pub(super) counted: bool,
}

impl PdfView {
    /// Page `page` of a document that has `pages`, if that is known.
    pub(super) fn of(number: TicketNumber, kind: DocumentKind, page: NonZeroU16, pages: Option<u16>) -> Self {
        let original = addresses::document(number, kind);
        let at = |page: u16| format!("{original}/halaman/{page}");
        let page = page.get();
        Self {
            label: kind.label(),
            size: String::new(),
            here: at(page),
            picture: format!("{original}/gambar/{page}"),
            position: texts::page_position(page, pages),
            previous: if page > 1 { at(page - 1) } else { String::new() },
            next: if pages.is_some_and(|pages| page < pages) { at(page + 1) } else { String::new() },
            trouble: texts::PAGE_NOT_SHOWN,
            in_trouble: false,
            counted: pages.is_some(),
            original,
        }
    }

    /// With the size of the file.
    pub(super) fn large(self, bytes: u64) -> Self {
        Self { size: texts::kilobytes(bytes), ..self }
    }

    /// Says why there is nothing to see.
    pub(super) fn without_picture(self, trouble: &'static str) -> Self {
        Self { picture: String::new(), trouble, in_trouble: true, previous: String::new(), ..self }
    }
}
