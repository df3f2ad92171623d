//! Seals what the page holds of a draft: where its documents lie, and the key that opens them.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use documents::StoredDocument;
use domain::FormCode;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::{Token, Vault, VaultError};

/// Bytes as base64 text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bytes(pub(super) Vec<u8>);

/// The inside of a token.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Contents {
    pub(super) id: Uuid,
    pub(super) form: FormCode,
    pub(super) until: Timestamp,
    /// The data key, wrapped.
    pub(super) key: Bytes,
    pub(super) documents: Vec<KeptDocument>,
}

/// One kept document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct KeptDocument {
    #[serde(flatten)]
    pub(super) stored: StoredDocument,
    /// SHA-256 of the document as it was sent, by which a resend is known.
    pub(super) sent_digest: Bytes,
}

impl Contents {
    /// The sealed token, some kilobyte of text that is safe in HTML.
    pub(crate) fn seal(&self, vault: &Vault) -> Result<String, VaultError> {
        vault.seal_text(Token::Draft, self)
    }

    /// The contents of a token of ours; `None` for any other text.
    pub(crate) fn open(vault: &Vault, token: &str) -> Option<Self> {
        vault.open_text(Token::Draft, token)
    }
}

impl Serialize for Bytes {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&URL_SAFE_NO_PAD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        URL_SAFE_NO_PAD.decode(text).map(Self).map_err(serde::de::Error::custom)
    }
}
