//! Why we do not accept a document.

use crate::texts;

/// The rule that a document breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// No bytes at all.
    Empty,
    /// More than the caller takes.
    TooLarge,
    /// Neither a JPEG nor a PDF by its first bytes.
    UnknownType,
    /// The JPEG is broken or cut off, or a variant that browsers do not show.
    JpegDamaged,
    /// More than 40 megapixels, or too many passes over them.
    JpegTooManyPixels,
    /// The PDF is unreadable or cut off, or readers could read it in two ways.
    PdfDamaged,
    /// The PDF needs a password or a key.
    PdfEncrypted,
    /// More than 100 pages.
    PdfTooManyPages,
    /// More or deeper structure, packed data, pixels or drawing than a scanned document ever has.
    PdfTooComplex,
    /// The PDF holds JavaScript.
    PdfScript,
    /// The PDF carries other files or media (attachments, sound, film, 3D).
    PdfAttachment,
    /// The PDF acts when it is opened or read, starts programs, sends data, reaches for other files or links to
    /// something that is not the web.
    PdfAction,
    /// The PDF is an XFA form, a program of its own.
    PdfXfa,
}

impl Refusal {
    /// A stable code for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "document_empty",
            Self::TooLarge => "document_too_large",
            Self::UnknownType => "unsupported_document",
            Self::JpegDamaged => "jpeg_damaged",
            Self::JpegTooManyPixels => "jpeg_too_many_pixels",
            Self::PdfDamaged => "pdf_damaged",
            Self::PdfEncrypted => "pdf_encrypted",
            Self::PdfTooManyPages => "pdf_too_many_pages",
            Self::PdfTooComplex => "pdf_too_complex",
            Self::PdfScript => "pdf_script",
            Self::PdfAttachment => "pdf_attachment",
            Self::PdfAction => "pdf_action",
            Self::PdfXfa => "pdf_xfa",
        }
    }

    /// What is wrong and what to do, for the applicant, in Indonesian.
    #[must_use]
    pub fn message(self) -> &'static str {
        texts::refusal(self)
    }
}
