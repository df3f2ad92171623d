//! One thing that is wrong with a submission, and how much it weighs.

use domain::FieldError;

/// What is wrong with one field or document.
#[derive(Debug)]
pub(crate) struct Fault {
    /// Decides the status of the answer when there are several.
    pub(crate) weight: Weight,
    /// What the person is told.
    pub(crate) error: FieldError,
}

/// The heaviest fault of a submission gives the answer its status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    /// A field or a missing document (422).
    Invalid,
    /// A document of a kind that is not accepted (415).
    Unsupported,
    /// A document or field larger than allowed (413).
    TooLarge,
}

impl Fault {
    /// A fault that the domain has words for.
    pub(crate) fn invalid(error: FieldError) -> Self {
        Self { weight: Weight::Invalid, error }
    }

    pub(crate) fn new(weight: Weight, field: &str, code: &'static str, message: impl Into<String>) -> Self {
        Self { weight, error: FieldError { field: field.to_owned(), code, message: message.into() } }
    }
}
