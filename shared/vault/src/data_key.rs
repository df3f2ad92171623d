//! The key of one ticket.
//!
//! A sealed value is `version | nonce (12) | encrypted bytes | tag (16)`.

use crate::key::{Key, OVERHEAD};
use crate::{Context, VaultError};

/// Format of sealed values; another number is another format.
const VERSION: u8 = 1;

/// Seals and opens the values of one ticket. Overwritten in memory when dropped.
pub struct DataKey(Key);

impl DataKey {
    /// Bytes that a sealed value has more than the plain one.
    pub const OVERHEAD: usize = 1 + OVERHEAD;

    pub(crate) fn new(key: Key) -> Self {
        Self(key)
    }

    /// Seals `plain` for one place; sealing the same bytes twice gives different results.
    ///
    /// # Errors
    /// [`VaultError::Randomness`] when the operating system gives none, [`VaultError::TooLarge`] beyond 64 GiB.
    pub fn seal(&self, context: &Context, plain: &[u8]) -> Result<Vec<u8>, VaultError> {
        let mut sealed = Vec::with_capacity(plain.len() + Self::OVERHEAD);
        self.seal_onto(&mut sealed, context, plain)?;
        Ok(sealed)
    }

    /// As [`DataKey::seal`], appending the sealed value ([`DataKey::OVERHEAD`] bytes longer than `plain`) to `out`.
    /// After an error `out` is of no use.
    ///
    /// # Errors
    /// As [`DataKey::seal`].
    pub fn seal_onto(&self, out: &mut Vec<u8>, context: &Context, plain: &[u8]) -> Result<(), VaultError> {
        out.push(VERSION);
        self.0.seal_onto(out, context.bytes(), plain)
    }

    /// The plain bytes of what was sealed in the same context.
    ///
    /// # Errors
    /// [`VaultError::Malformed`] when `sealed` is no sealed value, [`VaultError::Refused`] when it was changed or
    /// belongs to another key or context.
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
