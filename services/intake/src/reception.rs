//! What is taken in of a form that a person sends.

use domain::{Form, MAX_DOCUMENT_BYTES};
use uploads::{Accepts, Document};

/// Name of the field in which a person says where to be told of the answer, where it is asked for.
pub(crate) const NOTICE_ADDRESS_FIELD: &str = "contact";

/// Largest body: four documents and their surroundings.
const MAX_BODY_BYTES: usize = 4 * MAX_DOCUMENT_BYTES + 64 * 1024;
/// Largest text field in bytes; the longest answer has 500 characters.
const MAX_TEXT_BYTES: usize = 8 * 1024;

/// The fields and documents of `form`, and the `controls` of whoever sends it.
pub(crate) fn accepts(form: &'static Form, controls: &'static [&'static str]) -> Accepts {
    let documents = form.documents.iter().map(|spec| Document {
        name: spec.kind.as_str(),
        label: spec.kind.shown_label(),
        most_bytes: MAX_DOCUMENT_BYTES,
    });
    Accepts {
        texts: form.fields.iter().map(|spec| spec.field.as_str()).collect(),
        controls,
        most_text_bytes: MAX_TEXT_BYTES,
        documents: documents.collect(),
        most_body_bytes: MAX_BODY_BYTES,
    }
}

/// The same, and where the person wants to be told of the answer.
pub(crate) fn accepts_with_address(form: &'static Form, controls: &'static [&'static str]) -> Accepts {
    let mut accepts = accepts(form, controls);
    accepts.texts.push(NOTICE_ADDRESS_FIELD);
    accepts
}
