//! The rule that a field's value follows, and how a page draws the field. One enum serves both, so a form never lets a
//! person type what the service then refuses, nor the other way round.

use serde::Serialize;

/// Most characters of a name or place.
pub(crate) const SHORT_TEXT: usize = 100;
/// Most characters of an institution's name.
pub(crate) const LONG_TEXT: usize = 200;
/// Most characters of an applicant's own words: "Max 500 karakter" (manual 2023, D.2).
pub(crate) const NARRATIVE: usize = 500;
/// Digits of a NIK and of a family card number.
pub(crate) const CARD_DIGITS: usize = 16;

/// The rule that a field's value must follow.
#[derive(Debug, Clone, Copy)]
pub enum Rule {
    /// A person's name, parsed as [`FullName`](crate::FullName).
    Name,
    /// Parsed as [`Nik`](crate::Nik).
    Nik,
    /// Parsed as [`FamilyCard`](crate::FamilyCard).
    FamilyCard,
    /// Parsed as [`BirthDate`](crate::BirthDate).
    BirthDate,
    /// Parsed as [`Text`](crate::Text).
    Text(TextRule),
}

/// The rule of a [`Text`](crate::Text). Lengths are Unicode scalar values after trimming and folding.
#[derive(Debug, Clone, Copy)]
pub enum TextRule {
    /// One line of at most `max` characters.
    Line {
        /// Most characters.
        max: usize,
    },
    /// Several lines of at most `max` characters together; a line break counts as one.
    Narrative {
        /// Most characters.
        max: usize,
    },
    /// The number of a card or certificate: at most `max` ASCII letters, digits, `-`, `.` and `/`. Parsing drops
    /// blanks.
    Number {
        /// Most characters.
        max: usize,
    },
    /// One value of a list. Upper and lower case are the same.
    Choice(&'static [Choice]),
}

/// One entry of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// The value that a form sends.
    pub value: &'static str,
    /// The label that people read.
    pub label: &'static str,
}

impl Choice {
    /// An entry whose value reads well enough to be its label.
    pub(super) const fn named(value: &'static str) -> Self {
        Self { value, label: value }
    }

    /// A value that people read in other words.
    pub(super) const fn worded((value, label): (&'static str, &'static str)) -> Self {
        Self { value, label }
    }
}

/// How a page draws a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Control {
    /// A line of text.
    Text,
    /// Exactly `max_length` digits. The control must leave room for blanks, dots and hyphens that people paste with
    /// them.
    Digits,
    /// A date. A form sends it as `yyyy-mm-dd`, or as people write it.
    Date,
    /// Several lines of text.
    Textarea,
    /// One of `options`.
    Select,
}

/// Which keyboard a phone shows (HTML `inputmode`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum InputMode {
    /// Letters.
    Text,
    /// Digits.
    Numeric,
}

impl Rule {
    /// How a page draws the field.
    #[must_use]
    pub const fn control(self) -> Control {
        match self {
            Self::Nik | Self::FamilyCard => Control::Digits,
            Self::BirthDate => Control::Date,
            Self::Text(TextRule::Narrative { .. }) => Control::Textarea,
            Self::Text(TextRule::Choice(_)) => Control::Select,
            Self::Name | Self::Text(TextRule::Line { .. } | TextRule::Number { .. }) => Control::Text,
        }
    }

    /// Which keyboard a phone shows.
    #[must_use]
    pub const fn input_mode(self) -> InputMode {
        match self {
            Self::Nik | Self::FamilyCard | Self::BirthDate => InputMode::Numeric,
            Self::Name | Self::Text(_) => InputMode::Text,
        }
    }

    /// Most characters of the value after trimming and folding; `None` for dates and lists.
    #[must_use]
    pub const fn max_length(self) -> Option<usize> {
        match self {
            Self::Name => Some(SHORT_TEXT),
            Self::Nik | Self::FamilyCard => Some(CARD_DIGITS),
            Self::Text(TextRule::Line { max } | TextRule::Narrative { max } | TextRule::Number { max }) => Some(max),
            Self::BirthDate | Self::Text(TextRule::Choice(_)) => None,
        }
    }

    /// The entries of a list; empty for every other rule.
    #[must_use]
    pub const fn options(self) -> &'static [Choice] {
        match self {
            Self::Text(TextRule::Choice(options)) => options,
            Self::Name | Self::Nik | Self::FamilyCard | Self::BirthDate | Self::Text(_) => &[],
        }
    }
}
