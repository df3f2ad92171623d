//! What arrived of one form, before any of it is judged.

use std::collections::BTreeMap;
use std::fmt;

use axum::body::Bytes;

use crate::Fault;

/// The parts of one form, and what was wrong with the way they came.
#[derive(Default)]
pub struct Received {
    /// Texts by name; only names of [`crate::Accepts::texts`].
    pub texts: BTreeMap<String, String>,
    /// What a page sends besides, by name; only names of [`crate::Accepts::controls`].
    pub controls: BTreeMap<String, String>,
    /// Documents that are not empty and within their limit, in the order of arrival.
    pub attachments: Vec<Attachment>,
    /// Unknown, repeated and too large parts.
    pub faults: Vec<Fault>,
}

/// The bytes of one document as they were sent.
pub struct Attachment {
    /// Which document it is said to be: a name of [`crate::Accepts::documents`].
    pub name: &'static str,
    /// Some, and at most [`crate::Document::most_bytes`].
    pub bytes: Bytes,
    /// That bound, in bytes.
    pub most_bytes: usize,
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
        f.debug_struct("Attachment").field("name", &self.name).field("bytes", &self.bytes.len()).finish_non_exhaustive()
    }
}
