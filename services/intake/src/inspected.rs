//! Documents that were looked into.

use documents::Checked;
use domain::DocumentKind;

/// A document that may be stored.
#[derive(Debug)]
pub(crate) struct Inspected {
    pub(crate) kind: DocumentKind,
    pub(crate) checked: Checked,
    /// SHA-256 of the bytes as they were sent.
    pub(crate) sent_digest: Vec<u8>,
}

/// Documents that may be stored, in the order of their kinds, however they were sent.
#[derive(Debug)]
pub(crate) struct Documents {
    pub(crate) checked: Vec<(DocumentKind, Checked)>,
    /// SHA-256 of each document as it was sent, in the same order.
    pub(crate) sent_digests: Vec<Vec<u8>>,
}

impl From<Vec<Inspected>> for Documents {
    fn from(mut inspected: Vec<Inspected>) -> Self {
        inspected.sort_by_key(|one| one.kind);
        let (checked, sent_digests) = inspected
            .into_iter()
            .map(|Inspected { kind, checked, sent_digest }| ((kind, checked), sent_digest))
            .unzip();
        Self { checked, sent_digests }
    }
}
