//! A document that a form asks for.

use super::DocumentKind;
use crate::MAX_DOCUMENT_BYTES;
use serde::{Serialize, Serializer, ser::SerializeStruct};

/// What a document may be, judged by its content.
pub const MEDIA_TYPES: [&str; 2] = ["application/pdf", "image/jpeg"];

/// A document that a form asks for. It serializes to what a client needs to draw it.
#[derive(Debug, Clone, Copy)]
pub struct DocumentSpec {
    /// What the document must show.
    pub kind: DocumentKind,
    /// Whether the service refuses the form without it.
    pub required: bool,
    /// When an applicant needs it, in words for the applicant.
    pub note: Option<&'static str>,
}

impl DocumentSpec {
    pub(super) const fn required(kind: DocumentKind) -> Self {
        Self { kind, required: true, note: None }
    }

    pub(super) const fn optional(kind: DocumentKind, note: &'static str) -> Self {
        Self { kind, required: false, note: Some(note) }
    }
}

impl Serialize for DocumentSpec {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut view = serializer.serialize_struct("DocumentSpec", 6)?;
        view.serialize_field("kind", &self.kind)?;
        view.serialize_field("label", self.kind.label())?;
        view.serialize_field("required", &self.required)?;
        view.serialize_field("note", &self.note)?;
        view.serialize_field("max_bytes", &MAX_DOCUMENT_BYTES)?;
        view.serialize_field("media_types", &MEDIA_TYPES)?;
        view.end()
    }
}
