//! What arrived of one submission, before any of it is judged.

use std::collections::BTreeMap;
use std::fmt;

use axum::body::Bytes;
use domain::DocumentKind;

use super::Fault;

/// The parts of one submission, and what was wrong with the way they came.
#[derive(Default)]
pub(crate) struct Received {
    /// Text fields by name; only names that the form has, and [`super::NOTICE_ADDRESS_FIELD`] where it was asked for.
    pub(crate) fields: BTreeMap<String, String>,
    /// What a page sends besides the form's own fields, by name; only names that were asked for.
    pub(crate) controls: BTreeMap<String, String>,
    /// Documents that are not empty and within their limit, in the order of arrival.
    pub(crate) attachments: Vec<Attachment>,
    /// Unknown, repeated and too large parts.
    pub(crate) faults: Vec<Fault>,
}

/// The bytes of one document as they were sent.
pub(crate) struct Attachment {
    /// Which document it is said to be.
    pub(crate) kind: DocumentKind,
    /// At most [`domain::MAX_DOCUMENT_BYTES`].
    pub(crate) bytes: Bytes,
}

impl Received {
    /// Whether something was already said about this field or document.
    pub(crate) fn is_faulty(&self, field: &str) -> bool {
        self.faults.iter().any(|fault| fault.error.field == field)
    }
}

impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received")
            .field("attachments", &self.attachments)
            .field("faults", &self.faults.len())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attachment").field("bytes", &self.bytes.len()).finish_non_exhaustive()
    }
}
