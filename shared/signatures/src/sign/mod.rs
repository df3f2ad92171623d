//! Signatures of our own: `PAdES` at the level B-B (ETSI EN 319 142-1) in one more revision of the file.

mod appearance;
mod error;
mod message;
mod revision;
mod signer;
mod write;

use ring::digest::Context;

pub use appearance::{Appearance, Picture};
pub use error::{SignError, SignerError};
pub use signer::{LocalSigner, Signer, SigningAlgorithm};

use crate::pdf::{Budget, Pdf};
use message::Message;
use revision::Revision;
use write::Written;

/// What we keep free for the message, in bytes. One with a chain of three certificates has some 6,000.
const RESERVED: usize = 16 << 10;

/// Signs a PDF: appends one revision with the signature, and leaves every byte before it as it is.
///
/// The signature allows what every signature allows; it certifies nothing (no `/DocMDP`).
///
/// # Errors
///
/// When the file cannot be read, when its page or picture is none, and with what the signer says.
pub fn sign_incremental(pdf: &[u8], appearance: &Appearance<'_>, signer: &dyn Signer) -> Result<Vec<u8>, SignError> {
    let budget = Budget::new();
    let pdf = Pdf::open(pdf, &budget)?;
    let revision = Revision::plan(&pdf, appearance)?;
    let mut written = Written::of(&pdf, &revision, RESERVED)?;
    let mut digest = Context::new(signer.algorithm().digest());
    written.parts().iter().for_each(|part| digest.update(part));
    let message = Message::of(signer, digest.finish().as_ref())?.signed(signer)?;
    if message.len() > RESERVED {
        return Err(SignError::TooLong);
    }
    written.fill(&message);
    Ok(written.bytes)
}
