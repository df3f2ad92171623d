//! Turns bytes from a stranger into a document that we may store, or into the reason why not.

use std::fmt;
use std::panic::catch_unwind;

use domain::MAX_DOCUMENT_BYTES;
use serde::{Deserialize, Serialize};

use crate::{Refusal, jpeg, pdf};

/// The kinds of file that we accept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MediaType {
    /// A photograph, `image/jpeg`.
    #[serde(rename = "image/jpeg")]
    Jpeg,
    /// A PDF file, `application/pdf`.
    #[serde(rename = "application/pdf")]
    Pdf,
}

impl MediaType {
    /// As in a `Content-Type` header.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Pdf => "application/pdf",
        }
    }

    /// Extension of a file name of this type, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Pdf => "pdf",
        }
    }
}

/// A document that we may store.
#[derive(Clone, PartialEq, Eq)]
pub struct Checked {
    /// Its media type, judged by its content.
    pub media_type: MediaType,
    /// The bytes to store: of a JPEG only what shows the image, of a PDF everything from its header on.
    pub bytes: Vec<u8>,
}

impl Checked {
    /// Width and height of a photograph in pixels, as its frame has them: however it is turned when it is shown. `None`
    /// for a PDF.
    #[must_use]
    pub fn picture_size(&self) -> Option<(u32, u32)> {
        match self.media_type {
            MediaType::Jpeg => jpeg::size(&self.bytes),
            MediaType::Pdf => None,
        }
    }
}

impl fmt::Debug for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Checked")
            .field("media_type", &self.media_type)
            .field("length", &self.bytes.len())
            .finish_non_exhaustive()
    }
}

/// Judges a document of a form: [`check_up_to`] with [`MAX_DOCUMENT_BYTES`].
///
/// # Errors
/// As [`check_up_to`].
pub fn check(bytes: &[u8]) -> Result<Checked, Refusal> {
    check_up_to(bytes, MAX_DOCUMENT_BYTES)
}

/// Judges a document by its content and removes what we must not store. Takes milliseconds of CPU: call it on a
/// blocking thread.
///
/// The catalogue of forms has the rules: at most `most_bytes`; a JPEG with a sound structure and at most 40
/// megapixels; a PDF that readers can read in one way only, that opens without a password, has 1 to 100 pages and
/// contains neither scripts nor attachments nor actions that reach out of the document. A PDF stays byte for byte the
/// same, so that signatures in it stay valid.
///
/// # Errors
/// The [`Refusal`] says which rule the document breaks, in words for the applicant.
pub fn check_up_to(bytes: &[u8], most_bytes: usize) -> Result<Checked, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if bytes.len() > most_bytes {
        return Err(Refusal::TooLarge);
    }
    if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        return Ok(Checked { media_type: MediaType::Jpeg, bytes: jpeg::strip(bytes)? });
    }
    let file = pdf::from_header(bytes).ok_or(Refusal::UnknownType)?;
    // A dependency does some of the decryption. A panic there refuses this file and affects nothing else.
    catch_unwind(|| pdf::check(file)).map_err(|_panic| Refusal::PdfDamaged)??;
    Ok(Checked { media_type: MediaType::Pdf, bytes: file.to_vec() })
}
