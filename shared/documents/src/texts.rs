//! What applicants read.

use language::text;

use crate::Refusal;

/// Why we refused a document and what the applicant can do about it.
pub(crate) fn refusal(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Empty => text("document-empty"),
        Refusal::TooLarge => text("document-too-large"),
        Refusal::UnknownType => text("document-unknown-type"),
        Refusal::JpegDamaged => text("document-jpeg-damaged"),
        Refusal::JpegTooManyPixels => text("document-jpeg-too-many-pixels"),
        Refusal::PdfDamaged => text("document-pdf-damaged"),
        Refusal::PdfEncrypted => text("document-pdf-encrypted"),
        Refusal::PdfTooManyPages => text("document-pdf-too-many-pages"),
        Refusal::PdfTooComplex => text("document-pdf-too-complex"),
        Refusal::PdfScript => text("document-pdf-script"),
        Refusal::PdfAttachment => text("document-pdf-attachment"),
        Refusal::PdfAction => text("document-pdf-action"),
        Refusal::PdfXfa => text("document-pdf-xfa"),
    }
}
