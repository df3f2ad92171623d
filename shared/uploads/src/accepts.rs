//! What is accepted of a body.

/// The parts that a form has, and how large they may be. A part that is none of them is a fault.
#[derive(Clone, Debug)]
pub struct Accepts {
    /// Names of the fields with text.
    pub texts: Vec<&'static str>,
    /// Names of what a page sends besides, as text too. A name that is among the texts as well counts here.
    pub controls: &'static [&'static str],
    /// Greatest size of a text or control in bytes; people are told whole kibibytes.
    pub most_text_bytes: usize,
    /// The documents.
    pub documents: Vec<Document>,
    /// Greatest size of a body in bytes, all its parts and what is around them; people are told whole kibibytes.
    pub most_body_bytes: usize,
}

/// A document that may be attached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Document {
    /// The part's name.
    pub name: &'static str,
    /// What people call it, in the language of the request.
    pub label: &'static str,
    /// Greatest size in bytes; people are told whole kibibytes.
    pub most_bytes: usize,
}

impl Accepts {
    pub(crate) fn document(&self, name: &str) -> Option<Document> {
        self.documents.iter().copied().find(|document| document.name == name)
    }

    pub(crate) fn is_control(&self, name: &str) -> bool {
        self.controls.contains(&name)
    }

    pub(crate) fn is_text(&self, name: &str) -> bool {
        self.is_control(name) || self.texts.contains(&name)
    }

    /// Greatest size of any of its documents in bytes.
    pub(crate) fn most_document_bytes(&self) -> usize {
        self.documents.iter().map(|document| document.most_bytes).max().unwrap_or_default()
    }
}
