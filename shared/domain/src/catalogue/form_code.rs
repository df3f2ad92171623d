//! The two digits that stand for a form in ticket numbers and messages.

use crate::naming::serde_as_text;
use std::{fmt, str::FromStr};

/// A form's code: two digits, `09`. The catalogue need not contain it: forms come and go, their tickets stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FormCode(u8);

impl FormCode {
    /// "NIK Didaftarkan Orang Lain": another person made an account with the applicant's NIK.
    pub const NIK_TAKEN: Self = Self::of(2);
    /// "Lupa Jawaban Pengaman Dua": the way back into an account over a desk.
    pub const FORGOT_ANSWER_2: Self = Self::of(6);

    /// Makes the code of a catalogue row. The catalogue's tests prove that it is below 100.
    pub(super) const fn of(number: u8) -> Self {
        Self(number)
    }
}

impl fmt::Display for FormCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.0)
    }
}

/// A text that is no form code. The error does not repeat the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a form code of two digits")]
pub struct InvalidFormCode;

impl FromStr for FormCode {
    type Err = InvalidFormCode;

    fn from_str(text: &str) -> Result<Self, InvalidFormCode> {
        match text.as_bytes() {
            [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => Ok(Self((tens - b'0') * 10 + (ones - b'0'))),
            _ => Err(InvalidFormCode),
        }
    }
}

serde_as_text!(FormCode);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_hundred_codes_read_back() {
        for number in 0..100 {
            let code = FormCode::of(number);
            assert_eq!(code.to_string().parse(), Ok(code));
        }
    }

    #[test]
    fn only_two_digits_are_a_code() {
        for text in ["", "9", "009", "+9", " 9", "9a", "٠٩"] {
            assert_eq!(text.parse::<FormCode>(), Err(InvalidFormCode), "{text}");
        }
    }
}
