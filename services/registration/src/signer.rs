//! Who signs the documents that applicants get.

use std::fmt;

use jiff::Timestamp;
use signatures::{Appearance, LocalSigner, SignError, Trust, TrustError, sign_incremental};

/// What a signature says beside the certificate.
pub(crate) struct About<'a> {
    /// When the document is issued.
    pub(crate) at: Timestamp,
    /// What the document is.
    pub(crate) reason: &'a str,
    /// The address at which it can be checked.
    pub(crate) check: &'a str,
}

/// Somebody who signs documents: with a key of this process, or over a server that holds the key.
pub(crate) trait DocumentSigner: Send + Sync {
    /// Signs a PDF. May take hundreds of milliseconds of a processor: call it where blocking is allowed.
    ///
    /// # Errors
    /// When the file cannot be read or the key cannot be used.
    fn sign(&self, file: &[u8], about: &About<'_>) -> Result<Vec<u8>, SignError>;

    /// By which certificates its signatures are known.
    fn trust(&self) -> &Trust;
}

/// Signs with a key of this process: `PAdES` at the level B-B.
pub struct Local {
    signer: LocalSigner,
    trust: Trust,
}

/// Why a key and its certificates sign nothing. Holds nothing of them.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// The key, the certificates, or both of them together.
    #[error(transparent)]
    Signer(#[from] signatures::SignerError),
    /// A certificate by which signatures would be known.
    #[error(transparent)]
    Trust(#[from] TrustError),
}

impl Local {
    /// Takes a key and its certificates from PEM files, and further certificates of keys that signed before. The
    /// signatures of all of them are known as ours.
    ///
    /// # Errors
    /// [`Unusable`].
    pub fn from_pem(key: &[u8], certificates: &[u8], former: &[u8]) -> Result<Self, Unusable> {
        let signer = LocalSigner::from_pem(key, certificates)?;
        // The signer's own certificate alone: others that its authority issued are not ours.
        let trust = Trust::from_pem(&[first(certificates), b"\n", former].concat())?;
        Ok(Self { signer, trust })
    }
}

/// The first certificate of a PEM file.
fn first(certificates: &[u8]) -> &[u8] {
    const END: &[u8] = b"-----END CERTIFICATE-----";
    let end = certificates.windows(END.len()).position(|window| window == END);
    end.and_then(|end| certificates.get(..end + END.len())).unwrap_or(certificates)
}

impl fmt::Debug for Local {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Local").finish_non_exhaustive()
    }
}

impl DocumentSigner for Local {
    fn sign(&self, file: &[u8], about: &About<'_>) -> Result<Vec<u8>, SignError> {
        let appearance = Appearance {
            at: about.at,
            reason: Some(about.reason),
            location: Some(about.check),
            ..Appearance::default()
        };
        sign_incremental(file, &appearance, &self.signer)
    }

    fn trust(&self) -> &Trust {
        &self.trust
    }
}
