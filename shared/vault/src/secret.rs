//! Random secrets that a browser keeps. We store only their hashes. Each gives the token that its session's forms
//! carry.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use ring::rand::{SecureRandom as _, SystemRandom};

use crate::VaultError;

/// SHA-256 of a secret. Secrets carry 256 random bits, so a plain hash is enough.
pub type SecretHash = [u8; 32];

/// Characters of a secret.
const LENGTH: usize = 43;

/// 256 random bits as 43 base64url characters. Does not print.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Makes a new secret.
    ///
    /// # Errors
    /// [`VaultError::Randomness`].
    pub fn new() -> Result<Self, VaultError> {
        Ok(Self(URL_SAFE_NO_PAD.encode(random_bytes::<32>()?)))
    }

    /// Reads a secret that a browser brought; `None` when the text cannot be one.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let fits = text.len() == LENGTH
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        fits.then(|| Self(text.to_owned()))
    }

    /// The hash to store.
    #[must_use]
    pub fn hash(&self) -> SecretHash {
        sha256(self.0.as_bytes())
    }

    /// The token that forms of this session carry.
    #[must_use]
    pub fn form_token(&self) -> FormToken {
        FormToken(URL_SAFE_NO_PAD.encode(sha256(format!("csrf {}", self.0).as_bytes())))
    }

    /// The secret itself, for the browser that keeps it.
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

/// The token that every form of a session carries, so that no other site can send one. It derives from the session's
/// secret, and nobody can compute the secret from it. Does not print.
#[derive(Clone)]
pub struct FormToken(String);

impl FormToken {
    /// The token, for the form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a form carried this token. It compares hashes, so the time reveals nothing.
    #[must_use]
    pub fn is(&self, carried: &str) -> bool {
        sha256(carried.as_bytes()) == sha256(self.0.as_bytes())
    }
}

impl fmt::Debug for FormToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FormToken(…)")
    }
}

/// Random bytes of the operating system.
///
/// # Errors
/// [`VaultError::Randomness`].
pub fn random_bytes<const N: usize>() -> Result<[u8; N], VaultError> {
    let mut bytes = [0; N];
    SystemRandom::new().fill(&mut bytes).map_err(|ring::error::Unspecified| VaultError::Randomness)?;
    Ok(bytes)
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest(&SHA256, bytes).as_ref());
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_comes_back_from_the_browser_and_nothing_else_does() {
        let secret = Secret::new().unwrap();
        let read = Secret::read(secret.expose()).unwrap();
        assert_eq!(read.hash(), secret.hash());
        assert!(secret.form_token().is(read.form_token().as_str()));
        assert!(!secret.form_token().is(Secret::new().unwrap().form_token().as_str()));
        assert!(!secret.form_token().is("") && !secret.form_token().is(secret.expose()));
        for text in ["", "abc", &"x".repeat(44), &"é".repeat(21)] {
            assert!(Secret::read(text).is_none(), "{text}");
        }
        assert_eq!(format!("{secret:?} {:?}", secret.form_token()), "Secret(…) FormToken(…)");
    }
}
