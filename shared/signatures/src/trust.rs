//! Whom the caller trusts.

use x509_cert::Certificate;

/// The most roots.
const MAX_ROOTS: usize = 50;

/// The certificates to which a signer's certificate must lead, and how the issuer of stamps is called.
#[derive(Clone, Default)]
pub struct Trust {
    pub(crate) roots: Vec<Certificate>,
    pub(crate) words: Vec<String>,
}

/// Why certificates cannot be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TrustError {
    /// No PEM file of certificates.
    #[error("the trusted certificates are no PEM that can be read")]
    Unreadable,
    /// More certificates than a configuration needs.
    #[error("there are more than {MAX_ROOTS} trusted certificates")]
    TooMany,
}

impl Trust {
    /// Trusts nobody: [`crate::Issuer::Unchecked`] for every signature.
    #[must_use]
    pub fn nobody() -> Self {
        Self::default()
    }

    /// Trusts the certificates of a PEM file (RFC 7468).
    ///
    /// # Errors
    ///
    /// When it cannot be read, or has none or too many.
    pub fn from_pem(pem: &[u8]) -> Result<Self, TrustError> {
        let roots = Certificate::load_pem_chain(pem).map_err(|_unreadable| TrustError::Unreadable)?;
        match roots.len() {
            0 => Err(TrustError::Unreadable),
            1..=MAX_ROOTS => Ok(Self { roots, words: Vec::new() }),
            _ => Err(TrustError::TooMany),
        }
    }

    /// Adds words by which the issuer of stamps is known. A certificate whose subject or issuer holds one of them is a
    /// stamp's, in capitals or not.
    #[must_use]
    pub fn with_stamp_words<'a>(mut self, words: impl IntoIterator<Item = &'a str>) -> Self {
        self.words.extend(words.into_iter().map(str::to_lowercase).filter(|word| !word.trim().is_empty()));
        self
    }
}
