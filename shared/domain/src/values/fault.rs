//! What can be wrong with one value. A fault never carries any of the value: only lengths and places.

/// What is wrong with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldFault {
    /// The text has no visible character.
    Required,
    /// More characters than allowed, counted as Unicode scalar values after trimming and folding.
    TooLong {
        /// Most characters.
        max: usize,
        /// Characters that the text has.
        found: usize,
    },
    /// Digits only, but too few or too many.
    WrongDigitCount {
        /// How many there should be.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// Something else stands among the digits.
    NotDigits,
    /// A character that does not occur in names, or no letter at all.
    NotAName,
    /// A character that does not occur in the numbers of cards and certificates.
    NotANumber,
    /// A line break within a line.
    LineBreak,
    /// Letters that only look like Latin ones, or letters of several scripts in one name.
    MixedScripts,
    /// A control character, which nobody can see.
    HiddenCharacter {
        /// The line with the character, from 1.
        line: usize,
        /// How many visible characters stand before it in that line.
        after: usize,
    },
    /// It is written as a date, but the calendar has no such day.
    NotADate,
    /// It is not written as a date.
    UnreadableDate,
    /// A date whose year has no century.
    TwoDigitYear,
    /// The birth would be after today.
    InFuture,
    /// Younger than any applicant.
    TooYoung,
    /// Older than any applicant.
    TooOld,
    /// The list has no such entry.
    UnknownOption,
}

impl FieldFault {
    /// The code on the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::TooLong { .. } => "too_long",
            Self::WrongDigitCount { .. } => "wrong_length",
            Self::NotDigits => "not_digits",
            Self::NotAName | Self::NotANumber => "invalid_character",
            Self::LineBreak => "line_break",
            Self::MixedScripts => "mixed_scripts",
            Self::HiddenCharacter { .. } => "hidden_character",
            Self::NotADate => "not_a_date",
            Self::UnreadableDate => "unreadable_date",
            Self::TwoDigitYear => "two_digit_year",
            Self::InFuture => "in_future",
            Self::TooYoung => "too_young",
            Self::TooOld => "too_old",
            Self::UnknownOption => "unknown_option",
        }
    }
}
