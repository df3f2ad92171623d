//! Seals personal data before it leaves the process, so that a stolen database dump, bucket or broker disk holds
//! nothing to read.
//!
//! Every ticket has its own [`DataKey`] (AES-256-GCM). The database stores the data key with the ticket, wrapped by a
//! key-encryption key that only the process environment holds. To erase a ticket is to delete its wrapped key.
//! Key-encryption keys have ids, so a new one can take over while the old ones still open what they wrapped
//! ([`Vault::rewrap`] moves a ticket to the new one and leaves its data alone). A [`Permutation`] makes numbers that
//! nobody can predict. A [`BlindIndex`] finds a person: it is a keyed hash, and nobody can reverse it by trying every
//! NIK without the index key.
//!
//! What this crate promises:
//! - a sealed value opens only unchanged, with the same key and in the same [`Context`];
//! - `Debug` prints no key, and dropping a key overwrites it;
//! - randomness comes from the operating system only.

mod blind_index;
mod config;
mod context;
mod data_key;
mod error;
mod key;
mod key_ring;
mod permutation;
mod purposes;
mod secret;
mod wrapped_key;

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::hmac;
use secrecy::ExposeSecret as _;
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use blind_index::BlindIndex;
pub use config::VaultConfig;
pub use context::Context;
pub use data_key::DataKey;
pub use error::VaultError;
pub use key::random_key;
use key::{Key, decode_key};
use key_ring::KeyRing;
pub use permutation::Permutation;
pub use purposes::{Index, Permuted, Sealed, Token};
pub use secret::{FormToken, Secret, SecretHash, random_bytes};
pub use wrapped_key::WrappedKey;

/// Makes and opens data keys, and computes blind indexes. A clone is cheap; all clones share the same keys.
#[derive(Clone)]
pub struct Vault {
    keys: Arc<Keys>,
}

struct Keys {
    ring: KeyRing,
    index: hmac::Key,
}

impl Vault {
    /// Makes a vault with the configured keys.
    ///
    /// # Errors
    /// [`VaultError::Keys`] or [`VaultError::IndexKey`] when the configured text is not what [`VaultConfig`] describes.
    pub fn new(config: &VaultConfig) -> Result<Self, VaultError> {
        let ring = KeyRing::parse(config.keys.expose_secret()).map_err(VaultError::Keys)?;
        let index = decode_key(config.index_key.expose_secret()).map_err(VaultError::IndexKey)?;
        Ok(Self::with_keys(ring, &index))
    }

    /// Makes a vault with fresh random keys that die with it. No other vault can read what it sealed.
    ///
    /// # Panics
    /// When the operating system gives no randomness.
    #[expect(clippy::expect_used, reason = "called by tests only, where stopping is right")]
    #[must_use]
    pub fn for_tests() -> Self {
        let key = Key::random().expect("randomness for a test key");
        let index = Key::random().expect("randomness for a test index key");
        Self::with_keys(KeyRing::single("test", key), &index)
    }

    /// Makes a new data key. Returns it together with its wrapped form, which is the one to store.
    ///
    /// # Errors
    /// [`VaultError::Randomness`] when the operating system gives none.
    pub fn new_data_key(&self) -> Result<(DataKey, WrappedKey), VaultError> {
        let key = Key::random()?;
        let wrapped = self.keys.ring.wrap(&key)?;
        Ok((DataKey::new(key), wrapped))
    }

    /// Opens the data key in `wrapped`, whichever configured key wrapped it.
    ///
    /// # Errors
    /// [`VaultError::UnknownKey`] when no configured key is the one that wrapped it, [`VaultError::Malformed`] or
    /// [`VaultError::Refused`] when the bytes are not a wrapped key or were changed.
    pub fn open_data_key(&self, wrapped: &[u8]) -> Result<DataKey, VaultError> {
        self.keys.ring.unwrap(wrapped).map(DataKey::new)
    }

    /// Wraps the data key in `wrapped` under the current key-encryption key; `None` when the current one wraps it
    /// already. The data key itself stays the same.
    ///
    /// # Errors
    /// As [`Vault::open_data_key`], and [`VaultError::Randomness`].
    pub fn rewrap(&self, wrapped: &[u8]) -> Result<Option<Vec<u8>>, VaultError> {
        if self.keys.ring.is_current(wrapped)? {
            return Ok(None);
        }
        let key = self.keys.ring.unwrap(wrapped)?;
        Ok(Some(self.keys.ring.wrap(&key)?.into_bytes()))
    }

    /// The id of the key-encryption key that seals.
    #[must_use]
    pub fn current_key(&self) -> &str {
        self.keys.ring.current_id()
    }

    /// The ids of all key-encryption keys that open, the one that seals first.
    #[must_use]
    pub fn known_keys(&self) -> Vec<String> {
        self.keys.ring.ids().map(str::to_owned).collect()
    }

    /// Seals `plain` into a token that a stranger keeps and brings back within hours. We store nothing. The token shows
    /// only the id of the key that sealed it. It opens only for the same `purpose`, and until the operator takes that
    /// key out.
    ///
    /// # Errors
    /// [`VaultError::Randomness`] when the operating system gives none.
    pub fn seal_token(&self, purpose: Token, plain: &[u8]) -> Result<Vec<u8>, VaultError> {
        self.keys.ring.seal_token(purpose.name(), plain)
    }

    /// Opens a `token` that was sealed for the same `purpose`.
    ///
    /// # Errors
    /// [`VaultError::UnknownKey`] when no configured key is the one that sealed it, [`VaultError::Malformed`] or
    /// [`VaultError::Refused`] when the bytes are no token, were changed or were sealed for another purpose.
    pub fn open_token(&self, purpose: Token, token: &[u8]) -> Result<Vec<u8>, VaultError> {
        self.keys.ring.open_token(purpose.name(), token)
    }

    /// Seals a value as JSON, as [`Vault::seal_token`] does. Returns text that is safe in addresses and in HTML.
    ///
    /// # Errors
    /// As [`Vault::seal_token`], and [`VaultError::Malformed`] for a value that JSON cannot hold.
    pub fn seal_text<T: Serialize>(&self, purpose: Token, value: &T) -> Result<String, VaultError> {
        let plain = serde_json::to_vec(value).map_err(|_not_json| VaultError::Malformed)?;
        Ok(URL_SAFE_NO_PAD.encode(self.seal_token(purpose, &plain)?))
    }

    /// Opens what [`Vault::seal_text`] sealed for the same `purpose`; `None` for any other text.
    #[must_use]
    pub fn open_text<T: DeserializeOwned>(&self, purpose: Token, text: &str) -> Option<T> {
        let token = URL_SAFE_NO_PAD.decode(text).ok()?;
        serde_json::from_slice(&self.open_token(purpose, &token).ok()?).ok()
    }

    /// The blind index of `bytes` for one `purpose`. Equal inputs have equal indexes. The same bytes have unrelated
    /// indexes for different purposes. A new index key would make all stored indexes useless, so the key does not
    /// rotate.
    #[must_use]
    pub fn index(&self, purpose: Index, bytes: &[u8]) -> BlindIndex {
        BlindIndex::compute(&self.keys.index, purpose.name(), bytes)
    }

    /// The permutation of `0..size` for one `purpose`, under a key of its own. That key derives from the index key, so
    /// it stays the same when the key-encryption keys change.
    #[must_use]
    pub fn permutation(&self, purpose: Permuted, size: u32) -> Permutation {
        Permutation::new(&self.keys.index, purpose.name(), size)
    }

    fn with_keys(ring: KeyRing, index: &Key) -> Self {
        let index = hmac::Key::new(hmac::HMAC_SHA256, index.bytes());
        Self { keys: Arc::new(Keys { ring, index }) }
    }
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vault").field("keys", &self.keys.ring).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
