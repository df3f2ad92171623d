//! One thing that is wrong with what was sent, and how much it weighs.

use documents::Refusal;
use domain::FieldError;

use crate::texts;

/// What is wrong with one field or document.
#[derive(Debug)]
pub struct Fault {
    /// Decides the status of the answer when there are several.
    pub weight: Weight,
    /// What the person is told.
    pub error: FieldError,
}

/// The heaviest fault of a form gives the answer its status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// A field or a missing document (422).
    Invalid,
    /// A document of a kind that is not accepted (415).
    Unsupported,
    /// A document or field larger than allowed (413).
    TooLarge,
}

impl Fault {
    /// A fault that the domain has words for.
    #[must_use]
    pub fn invalid(error: FieldError) -> Self {
        Self { weight: Weight::Invalid, error }
    }

    /// A fault of a field or document; of all of it when `field` is empty.
    pub fn new(weight: Weight, field: &str, code: &'static str, message: impl Into<String>) -> Self {
        Self { weight, error: FieldError { field: field.to_owned(), code, message: message.into() } }
    }

    /// A document that was refused by its content. People call it `label`, in the language of the request.
    #[must_use]
    pub fn refused(name: &str, label: &str, refusal: Refusal) -> Self {
        let message = texts::document_refused(label, refusal.message());
        Self::new(Weight::Unsupported, name, refusal.code(), message)
    }
}
