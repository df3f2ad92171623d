//! What is told about a body and its parts.

use language::{fill, text};

use crate::{Accepts, Document};

/// A text is larger than allowed.
pub(crate) fn text_too_large(most_bytes: usize) -> String {
    fill("upload-text-too-large", &[("kilobytes", &kilobytes(most_bytes))])
}

/// Bytes that are no UTF-8.
pub(crate) fn not_text() -> &'static str {
    text("upload-not-text")
}

/// A document is larger than allowed.
pub(crate) fn document_too_large(document: Document) -> String {
    let most = kilobytes(document.most_bytes);
    fill("upload-document-too-large", &[("label", &document.label), ("kilobytes", &most)])
}

/// A document was refused by its content.
pub(crate) fn document_refused(label: &str, why: &str) -> String {
    fill("upload-document-refused", &[("label", &label), ("why", &why)])
}

/// All of it is larger than allowed.
pub(crate) fn body_too_large(accepts: &Accepts) -> String {
    let (all, each) = (kilobytes(accepts.most_body_bytes), kilobytes(accepts.most_document_bytes()));
    fill("upload-body-too-large", &[("kilobytes", &all), ("each", &each)])
}

/// More parts than are read.
pub(crate) fn too_many_parts(most: usize) -> String {
    fill("upload-too-many-parts", &[("most", &most)])
}

fn kilobytes(bytes: usize) -> usize {
    bytes / 1024
}
