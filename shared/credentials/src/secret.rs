//! Random secrets that a browser keeps: made here, stored as a hash only.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use ring::rand::{SecureRandom as _, SystemRandom};

use crate::{Failure, FormToken};

/// SHA-256 of a secret. Secrets carry 256 random bits, so a plain hash is enough.
pub type SecretHash = [u8; 32];

/// Characters of a secret.
const LENGTH: usize = 43;

/// 256 random bits as 43 base64url characters. Does not print.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// A new one.
    ///
    /// # Errors
    /// [`Failure::Randomness`].
    pub fn new() -> Result<Self, Failure> {
        Ok(Self(URL_SAFE_NO_PAD.encode(random::<32>()?)))
    }

    /// One that a browser brought; `None` when it cannot be one.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let fits = text.len() == LENGTH
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        fits.then(|| Self(text.to_owned()))
    }

    /// What is stored of it.
    #[must_use]
    pub fn hash(&self) -> SecretHash {
        sha256(self.0.as_bytes())
    }

    /// The token that forms of this session carry.
    #[must_use]
    pub fn form_token(&self) -> FormToken {
        FormToken::new(URL_SAFE_NO_PAD.encode(sha256(format!("csrf {}", self.0).as_bytes())))
    }

    /// The secret itself, for the browser that is to keep it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Random bytes of the operating system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], Failure> {
    let mut bytes = [0; N];
    SystemRandom::new().fill(&mut bytes).map_err(|ring::error::Unspecified| Failure::Randomness)?;
    Ok(bytes)
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest(&SHA256, bytes).as_ref());
    hash
}
