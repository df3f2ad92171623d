//! What can be wrong with a password, and the words for it: Indonesian ones for officers, ids of texts of the public
//! site for applicants.

use std::borrow::Cow;

use crate::texts;

/// Why a password is not good enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordFault {
    /// Fewer characters than this.
    TooShort(usize),
    /// More characters than this.
    TooLong(usize),
    /// No capital letter.
    NoUpperCase,
    /// No small letter.
    NoLowerCase,
    /// No digit.
    NoDigit,
    /// Nothing but letters and digits.
    NoSymbol,
    /// Holds a part of a personal number, which is called so.
    HoldsNumber(&'static str),
    /// Holds the birth date.
    HoldsBirthDate,
    /// Holds a part of the name.
    HoldsName,
    /// Holds what stands before the `@` of the e-mail address.
    HoldsEmail,
    /// A pattern, or words that everybody takes, with little beside them.
    Common,
}

impl PasswordFault {
    /// What to do better, in Indonesian, for officers.
    #[must_use]
    pub fn text(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::TooShort(fewest) => return Cow::Owned(texts::too_short(fewest)),
            Self::TooLong(most) => return Cow::Owned(texts::too_long(most)),
            Self::NoUpperCase => texts::NO_UPPER_CASE,
            Self::NoLowerCase => texts::NO_LOWER_CASE,
            Self::NoDigit => texts::NO_DIGIT,
            Self::NoSymbol => texts::NO_SYMBOL,
            Self::HoldsNumber(called) => return Cow::Owned(texts::holds_number(called)),
            Self::HoldsBirthDate => texts::HOLDS_BIRTH_DATE,
            Self::HoldsName => texts::HOLDS_NAME,
            Self::HoldsEmail => texts::HOLDS_EMAIL,
            Self::Common => texts::COMMON,
        })
    }

    /// What to do better, for applicants: a text of `shared/language/texts`, into which nothing is put.
    #[must_use]
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::TooShort(_) => "password-too-short",
            Self::TooLong(_) => "password-too-long",
            Self::NoUpperCase => "password-no-upper-case",
            Self::NoLowerCase => "password-no-lower-case",
            Self::NoDigit => "password-no-digit",
            Self::NoSymbol => "password-no-symbol",
            Self::HoldsNumber(_) => "password-holds-number",
            Self::HoldsBirthDate => "password-holds-birth-date",
            Self::HoldsName => "password-holds-name",
            Self::HoldsEmail => "password-holds-email",
            Self::Common => "password-common",
        }
    }
}
