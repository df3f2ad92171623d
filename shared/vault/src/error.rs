//! What can go wrong with sealed data. No error text holds a key or anything sealed.

/// Why the vault could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// `VAULT_KEYS` is not a list of `id:base64` keys; the text says which entry and why, without the key.
    #[error("VAULT_KEYS: {0}")]
    Keys(String),
    /// `VAULT_INDEX_KEY` is not 32 bytes in base64.
    #[error("VAULT_INDEX_KEY: {0}")]
    IndexKey(String),
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random bytes")]
    Randomness,
    /// The bytes do not have the shape of anything that this vault seals or wraps.
    #[error("the bytes are not something this vault sealed")]
    Malformed,
    /// No configured key is the one that wrapped the data key. Holds the id of the missing key.
    #[error("no key-encryption key with the id {0:?} is configured")]
    UnknownKey(String),
    /// Somebody changed the bytes, or they belong to another key or another context.
    #[error("the sealed bytes were changed or belong to another key or context")]
    Refused,
    /// More bytes than AES-GCM can seal under one nonce (64 GiB).
    #[error("too many bytes to seal at once")]
    TooLarge,
}
