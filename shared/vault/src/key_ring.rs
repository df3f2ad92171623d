//! The key-encryption keys by id. The first one wraps; all of them open.
//!
//! A wrapped key is `version | length of the id | id | nonce | encrypted key | tag`. The tag authenticates everything
//! before the nonce, too. A token is `version | length of the id | id | salt (16) | nonce | encrypted bytes | tag`.
//! Each token has a key of its own, derived from the salt, so any number of tokens wears out no key.

use crate::key::{Key, decode_key, fill};
use crate::{VaultError, WrappedKey};

/// Format of wrapped keys. A new format gets a new number.
const VERSION: u8 = 1;

/// Random bytes that give each token another key.
const SALT_LENGTH: usize = 16;

/// Longest id of a key-encryption key, in bytes.
const MAX_ID_LENGTH: usize = 32;

/// At least one key, the current one first; ids are unique.
pub(crate) struct KeyRing {
    current: NamedKey,
    older: Vec<NamedKey>,
}

struct NamedKey {
    id: String,
    key: Key,
}

impl KeyRing {
    /// Reads `id:base64,id2:base64`. The error says which entry is wrong and why. It never shows a key.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut keys: Vec<NamedKey> = Vec::new();
        for (position, entry) in text.split(',').map(str::trim).enumerate() {
            let named = NamedKey::parse(entry).map_err(|fault| format!("entry {}: {fault}", position + 1))?;
            if keys.iter().any(|other| other.id == named.id) {
                return Err(format!("entry {}: the id {:?} is there twice", position + 1, named.id));
            }
            keys.push(named);
        }
        let mut keys = keys.into_iter();
        let current = keys.next().ok_or_else(|| "no key".to_owned())?;
        Ok(Self { current, older: keys.collect() })
    }

    pub(crate) fn single(id: &str, key: Key) -> Self {
        Self { current: NamedKey { id: id.to_owned(), key }, older: Vec::new() }
    }

    /// Seals `key` under the current key-encryption key.
    pub(crate) fn wrap(&self, key: &Key) -> Result<WrappedKey, VaultError> {
        let mut wrapped = header(&self.current.id);
        let associated = wrapped.clone();
        self.current.key.seal_onto(&mut wrapped, &associated, key.bytes())?;
        Ok(WrappedKey::new(wrapped))
    }

    /// Opens the key inside `wrapped`.
    pub(crate) fn unwrap(&self, wrapped: &[u8]) -> Result<Key, VaultError> {
        let (id, sealed) = split(wrapped)?;
        let plain = self.named(id)?.open(&header(id), sealed)?;
        Key::from_slice(&plain)
    }

    /// Seals `plain` into a token for one purpose, under the current key-encryption key.
    pub(crate) fn seal_token(&self, purpose: &str, plain: &[u8]) -> Result<Vec<u8>, VaultError> {
        let mut salt = [0; SALT_LENGTH];
        fill(&mut salt)?;
        let mut token = header(&self.current.id);
        let associated = token.clone();
        token.extend_from_slice(&salt);
        self.current.key.derive(&salt, purpose)?.seal_onto(&mut token, &associated, plain)?;
        Ok(token)
    }

    /// Opens a token that was sealed for the same purpose.
    pub(crate) fn open_token(&self, purpose: &str, token: &[u8]) -> Result<Vec<u8>, VaultError> {
        let (id, salted) = split(token)?;
        let (salt, sealed) = salted.split_first_chunk::<SALT_LENGTH>().ok_or(VaultError::Malformed)?;
        let mut plain = self.named(id)?.derive(salt, purpose)?.open(&header(id), sealed)?;
        Ok(std::mem::take(&mut *plain))
    }

    fn named(&self, id: &str) -> Result<&Key, VaultError> {
        std::iter::once(&self.current)
            .chain(&self.older)
            .find(|named| named.id == id)
            .map(|named| &named.key)
            .ok_or_else(|| VaultError::UnknownKey(id.to_owned()))
    }

    /// The id of the current key.
    pub(crate) fn current_id(&self) -> &str {
        &self.current.id
    }

    /// All ids, the current one first.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.current).chain(&self.older).map(|named| named.id.as_str())
    }

    /// Whether `wrapped` names the current key-encryption key.
    pub(crate) fn is_current(&self, wrapped: &[u8]) -> Result<bool, VaultError> {
        split(wrapped).map(|(id, _)| id == self.current.id)
    }
}

impl NamedKey {
    fn parse(entry: &str) -> Result<Self, String> {
        let (id, key) = entry.split_once(':').ok_or_else(|| "not of the form id:base64".to_owned())?;
        if !is_id(id) {
            return Err(format!("an id is 1 to {MAX_ID_LENGTH} letters, digits, '-' or '_'"));
        }
        Ok(Self { id: id.to_owned(), key: decode_key(key)? })
    }
}

/// Ids are public: every wrapped key stores one.
impl std::fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let older: Vec<&str> = self.older.iter().map(|named| named.id.as_str()).collect();
        f.debug_struct("KeyRing").field("current", &self.current.id).field("older", &older).finish()
    }
}

fn is_id(id: &str) -> bool {
    (1..=MAX_ID_LENGTH).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

fn header(id: &str) -> Vec<u8> {
    let length = u8::try_from(id.len()).unwrap_or(u8::MAX);
    let mut header = vec![VERSION, length];
    header.extend_from_slice(id.as_bytes());
    header
}

fn split(wrapped: &[u8]) -> Result<(&str, &[u8]), VaultError> {
    let [VERSION, length, rest @ ..] = wrapped else {
        return Err(VaultError::Malformed);
    };
    let (id, sealed) = rest.split_at_checked(usize::from(*length)).ok_or(VaultError::Malformed)?;
    match str::from_utf8(id) {
        Ok(id) if is_id(id) => Ok((id, sealed)),
        Ok(_) | Err(_) => Err(VaultError::Malformed),
    }
}
