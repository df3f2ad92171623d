//! Random secrets that a browser keeps, and the token that forms carry because of one.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use ring::rand::{SecureRandom as _, SystemRandom};

/// Characters of a secret.
const LENGTH: usize = 43;

/// The operating system gives no randomness.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the operating system gives no randomness")]
pub struct NoRandomness;

/// 256 random bits as 43 base64url characters. Does not print.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// A new one.
    ///
    /// # Errors
    /// [`NoRandomness`].
    pub fn new() -> Result<Self, NoRandomness> {
        let mut bytes = [0; 32];
        SystemRandom::new().fill(&mut bytes).map_err(|ring::error::Unspecified| NoRandomness)?;
        Ok(Self(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// One that a browser brought; `None` when it cannot be one.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let fits = text.len() == LENGTH
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        fits.then(|| Self(text.to_owned()))
    }

    /// The token that forms of this session carry.
    #[must_use]
    pub fn form_token(&self) -> FormToken {
        FormToken(URL_SAFE_NO_PAD.encode(digest(&SHA256, format!("csrf {}", self.0).as_bytes())))
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

/// The token of one session's forms. It follows from the secret, and the secret does not follow from it.
#[derive(Clone)]
pub struct FormToken(String);

impl FormToken {
    /// The token, for the form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a form carried it. Hashes are compared, so the time tells nothing.
    #[must_use]
    pub fn is(&self, carried: &str) -> bool {
        digest(&SHA256, carried.as_bytes()).as_ref() == digest(&SHA256, self.0.as_bytes()).as_ref()
    }
}

impl fmt::Debug for FormToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FormToken(…)")
    }
}
