//! Where the keys come from.

use runtime::Settings;
use secrecy::{ExposeSecret as _, SecretString};

use crate::key::decode_key;
use crate::key_ring::KeyRing;

/// The vault's keys as configured.
///
/// - `VAULT_KEYS`: `id:base64,id2:base64`, each 32 bytes. The first key wraps; the others only open. To rotate, put a
///   new key last in the list of every process, then first. Take the old one out when `helpdesk rewrap` has said that
///   nothing needs it.
/// - `VAULT_INDEX_KEY`: base64 of 32 bytes. It does not rotate, because all stored indexes depend on it.
#[derive(Clone, Debug)]
pub struct VaultConfig {
    pub(crate) keys: SecretString,
    pub(crate) index_key: SecretString,
}

impl VaultConfig {
    /// Reads both settings and records what is wrong with them.
    pub fn read(settings: &mut Settings) -> Self {
        let keys = settings.secret("VAULT_KEYS", "key-encryption keys as id:base64,…; the first is current");
        if !keys.expose_secret().is_empty()
            && let Err(fault) = KeyRing::parse(keys.expose_secret())
        {
            settings.problem("VAULT_KEYS", fault);
        }
        let index_key = settings.secret("VAULT_INDEX_KEY", "key of the blind indexes, 32 bytes as base64");
        if !index_key.expose_secret().is_empty()
            && let Err(fault) = decode_key(index_key.expose_secret())
        {
            settings.problem("VAULT_INDEX_KEY", fault);
        }
        Self { keys, index_key }
    }

    /// Makes a configuration from the two texts.
    #[must_use]
    pub fn new(keys: SecretString, index_key: SecretString) -> Self {
        Self { keys, index_key }
    }
}
