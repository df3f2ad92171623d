//! Why a file is not examined or signed at all.

/// What is in the way of reading a file. Holds nothing of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refusal {
    /// More than [`crate::MAX_BYTES`].
    #[error("the file is larger than this program reads")]
    TooLarge,
    /// No PDF by its first bytes.
    #[error("the file is no PDF")]
    NotPdf,
    /// The PDF needs a key before its objects can be read.
    #[error("the PDF is encrypted")]
    Encrypted,
    /// The table of the objects, or an object that matters here, cannot be read in one way.
    #[error("the PDF is damaged")]
    Damaged,
    /// More objects, packed data, signatures or nesting than a document that people sign ever has.
    #[error("the PDF is more complex than this program reads")]
    TooComplex,
}

impl Refusal {
    /// A stable code for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "pdf_too_large",
            Self::NotPdf => "not_pdf",
            Self::Encrypted => "pdf_encrypted",
            Self::Damaged => "pdf_damaged",
            Self::TooComplex => "pdf_too_complex",
        }
    }
}
