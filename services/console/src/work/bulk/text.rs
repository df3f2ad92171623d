//! The text of a bulk answer: what is wrong with it, and what a supervisor is asked about it.

use desk::{ANSWER, Questions, unknown_fields};
use domain::{FieldFault, Text};

/// What is wrong with a text for many tickets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TextFault {
    /// It is empty or too long, or has characters that nobody sees.
    Unfit(FieldFault),
    /// It has a merge field that nothing can be put in.
    UnknownField(String),
    /// Sixteen digits in a row, and nobody was asked about them.
    Digits,
    /// Some of the chosen tickets have nothing for these merge fields, and nobody was asked about that.
    Lacking(Vec<String>),
}

impl TextFault {
    /// Whether the supervisor may say that it is meant.
    pub(crate) const fn is_question(&self) -> bool {
        matches!(self, Self::Digits | Self::Lacking(_))
    }
}

/// What a supervisor was asked about a text and said yes to.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Consent {
    /// Sixteen digits in a row are meant to be there.
    pub(crate) digits: bool,
    /// Tickets that have nothing for a merge field are passed over.
    pub(crate) lacking: bool,
}

impl Consent {
    /// What was asked and not answered.
    pub(super) fn open(self, questions: &Questions) -> Vec<TextFault> {
        let digits = (questions.digits && !self.digits).then_some(TextFault::Digits);
        let lacking =
            (!questions.fields.is_empty() && !self.lacking).then(|| TextFault::Lacking(questions.fields.clone()));
        digits.into_iter().chain(lacking).collect()
    }
}

/// What is wrong with it, whatever the tickets are.
pub(super) fn faults(body: &str) -> Vec<TextFault> {
    let text = Text::parse(body, ANSWER).err().map(TextFault::Unfit);
    text.into_iter().chain(unknown_fields(body).into_iter().map(TextFault::UnknownField)).collect()
}
