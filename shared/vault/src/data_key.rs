//! The key of one ticket.
//!
//! A sealed value is `version | nonce (12) | encrypted bytes | tag (16)`.

use crate::key::{Key, OVERHEAD};
use crate::{Context, VaultError};

/// Format of sealed values. A new format gets a new number.
const VERSION: u8 = 1;

/// Seals and opens the values of one ticket. Overwritten in memory when dropped.
pub struct DataKey(Key);

impl DataKey {
    /// By how many bytes a sealed value is longer than the plain one.
    pub const OVERHEAD: usize = 1 + OVERHEAD;

    pub(crate) fn new(key: Key) -> Self {
        Self(key)
    }

    /// Seals `plain` for one place. Sealing the same bytes twice gives different results.
    ///
    /// # Errors
    /// [`VaultError::Randomness`] when the operating system gives none, [`VaultError::TooLarge`] beyond 64 GiB.
    pub fn seal(&self, context: &Context, plain: &[u8]) -> Result<Vec<u8>, VaultError> {
        let mut sealed = Vec::with_capacity(plain.len() + Self::OVERHEAD);
        self.seal_onto(&mut sealed, context, plain)?;
        Ok(sealed)
    }

    /// Seals as [`DataKey::seal`] does, and appends the sealed value ([`DataKey::OVERHEAD`] bytes longer than `plain`)
    /// to `out`. After an error `out` is useless.
    ///
    /// # Errors
    /// As [`DataKey::seal`].
    pub fn seal_onto(&self, out: &mut Vec<u8>, context: &Context, plain: &[u8]) -> Result<(), VaultError> {
        out.push(VERSION);
        self.0.seal_onto(out, context.bytes(), plain)
    }

    /// Opens a value that was sealed in the same context. Returns its plain bytes.
    ///
    /// # Errors
    /// [`VaultError::Malformed`] when `sealed` is no sealed value, [`VaultError::Refused`] when somebody changed it, or
    /// when it belongs to another key or context.
    pub fn open(&self, context: &Context, sealed: &[u8]) -> Result<Vec<u8>, VaultError> {
        let [VERSION, sealed @ ..] = sealed else {
            return Err(VaultError::Malformed);
        };
        self.0.open(context.bytes(), sealed).map(|mut plain| std::mem::take(&mut *plain))
    }
}

impl std::fmt::Debug for DataKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DataKey(…)")
    }
}
