//! One stored object for all documents of a ticket. Three documents take a third of the requests, and a reader can
//! still fetch each document alone.
//!
//! The object is the sealed documents one after the other. The ticket stores where each lies ([`StoredDocument`]).

use bytes::Bytes;
use domain::DocumentKind;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::{Context, DataKey, Sealed, VaultError};

use crate::{Checked, MediaType};

/// Where one document lies within its ticket's object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredDocument {
    /// The kind of document that the form asked for.
    pub kind: DocumentKind,
    /// Its media type, once opened.
    pub media_type: MediaType,
    /// First byte of the sealed document within the object.
    pub offset: u64,
    /// Bytes of the sealed document.
    pub length: u64,
}

impl StoredDocument {
    /// Length of the opened document in bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.length.saturating_sub(as_u64(DataKey::OVERHEAD))
    }
}

/// Seals each document for its own place in the ticket and joins them into one object, in the given order.
///
/// # Errors
/// As [`DataKey::seal`].
pub fn seal_bundle(
    key: &DataKey,
    ticket_id: Uuid,
    documents: &[(DocumentKind, Checked)],
) -> Result<(Bytes, Vec<StoredDocument>), VaultError> {
    let length = documents.iter().map(|(_, document)| document.bytes.len() + DataKey::OVERHEAD).sum();
    let mut object = Vec::with_capacity(length);
    let mut stored = Vec::with_capacity(documents.len());
    for (kind, document) in documents {
        let offset = object.len();
        key.seal_onto(&mut object, &context(*kind, ticket_id), &document.bytes)?;
        stored.push(StoredDocument {
            kind: *kind,
            media_type: document.media_type,
            offset: as_u64(offset),
            length: as_u64(object.len() - offset),
        });
    }
    Ok((Bytes::from(object), stored))
}

/// Opens a document from its sealed bytes (the object's range that `stored` names).
///
/// # Errors
/// [`VaultError::Malformed`] or [`VaultError::Refused`] when the bytes are not that document of that ticket.
pub fn open_document(
    key: &DataKey,
    ticket_id: Uuid,
    stored: &StoredDocument,
    sealed: &[u8],
) -> Result<Vec<u8>, VaultError> {
    key.open(&context(stored.kind, ticket_id), sealed)
}

fn context(kind: DocumentKind, ticket_id: Uuid) -> Context {
    Sealed::Document(kind.as_str()).of(ticket_id)
}

fn as_u64(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use vault::Vault;

    use super::*;

    const TICKET: Uuid = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001);

    fn documents() -> Vec<(DocumentKind, Checked)> {
        vec![
            (DocumentKind::Ktp, Checked { media_type: MediaType::Jpeg, bytes: b"foto KTP".to_vec() }),
            (
                DocumentKind::Diploma,
                Checked { media_type: MediaType::Pdf, bytes: b"ijazah yang lebih panjang".to_vec() },
            ),
        ]
    }

    fn range<'a>(object: &'a [u8], stored: &StoredDocument) -> &'a [u8] {
        let start = usize::try_from(stored.offset).unwrap();
        &object[start..start + usize::try_from(stored.length).unwrap()]
    }

    #[test]
    fn each_document_is_read_from_its_own_range() {
        let (key, _wrapped) = Vault::for_tests().new_data_key().unwrap();
        let (object, stored) = seal_bundle(&key, TICKET, &documents()).unwrap();
        for ((kind, document), stored) in documents().iter().zip(&stored) {
            assert_eq!((*kind, document.media_type), (stored.kind, stored.media_type));
            assert_eq!(open_document(&key, TICKET, stored, range(&object, stored)).unwrap(), document.bytes);
        }
        assert_eq!(stored.iter().map(|stored| stored.length).sum::<u64>(), as_u64(object.len()));
    }

    #[test]
    fn a_document_does_not_open_as_another_kind_or_for_another_ticket() {
        let (key, _wrapped) = Vault::for_tests().new_data_key().unwrap();
        let (object, stored) = seal_bundle(&key, TICKET, &documents()).unwrap();
        let sealed = range(&object, &stored[0]);
        let as_diploma = StoredDocument { kind: DocumentKind::Diploma, ..stored[0] };
        assert!(open_document(&key, TICKET, &as_diploma, sealed).is_err());
        assert!(open_document(&key, Uuid::from_u128(2), &stored[0], sealed).is_err());
    }

    #[test]
    fn nothing_of_a_document_lies_open_in_the_object() {
        let (key, _wrapped) = Vault::for_tests().new_data_key().unwrap();
        let (object, _stored) = seal_bundle(&key, TICKET, &documents()).unwrap();
        assert!(!object.windows(4).any(|window| window == b"foto" || window == b"ijaz"));
    }

    #[test]
    fn where_a_document_lies_is_kept_as_plain_json() {
        let stored = StoredDocument { kind: DocumentKind::Ktp, media_type: MediaType::Jpeg, offset: 0, length: 37 };
        let json = serde_json::to_string(&stored).unwrap();
        assert_eq!(json, r#"{"kind":"ktp","media_type":"image/jpeg","offset":0,"length":37}"#);
        assert_eq!(serde_json::from_str::<StoredDocument>(&json).unwrap(), stored);
    }
}
