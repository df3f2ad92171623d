//! Why a file is not signed.

use crate::Refusal;

/// What is in the way of a signature. Holds nothing of the file or the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    /// The file cannot be read.
    #[error("the file cannot be read")]
    File(#[from] Refusal),
    /// The file has no such page.
    #[error("the file has no page of this number")]
    Page,
    /// The pixels are not as many as the picture says, or the place is none.
    #[error("the picture of the signature cannot be drawn")]
    Picture,
    /// The words or certificates need more room than a signature has.
    #[error("the signature does not fit into the file")]
    TooLong,
    /// The signer does not sign.
    #[error("the signer does not sign")]
    Signer(#[from] SignerError),
}

/// Why a signer does not sign. Holds nothing of the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignerError {
    /// The key is no RSA key of 2048 to 4096 bits and no P-256 key, in PKCS#8 or PKCS#1, as PEM.
    #[error("the key cannot be read")]
    Key,
    /// The certificates are no PEM that can be read.
    #[error("the certificates cannot be read")]
    Certificates,
    /// The first certificate is not of this key.
    #[error("the first certificate is not of this key")]
    Mismatch,
    /// Making the signature failed.
    #[error("the signature could not be made")]
    Signing,
}
