//! What a person answered, and what they are told when it does not count.

use std::fmt;

use domain::FieldError;

use crate::Wrong;

/// Name of the field that people type the code into; faults name it too.
pub const CODE_FIELD: &str = "captcha";
/// Name of the hidden field that holds the token.
pub const TOKEN_FIELD: &str = "captcha_token";

/// Name of the field that holds what a program found that was asked for work.
pub const WORK_FIELD: &str = "captcha_work";

/// The fields as they came; empty where they did not come.
#[derive(Clone, Default)]
pub struct Answer {
    /// Of [`TOKEN_FIELD`].
    pub token: String,
    /// Of [`CODE_FIELD`].
    pub typed: String,
    /// Of [`WORK_FIELD`].
    pub work: String,
}

/// What a site says about an answer that does not count.
#[derive(Clone, Copy, Debug)]
pub struct Texts {
    /// The code was not typed.
    pub missing: &'static str,
    /// Another code was typed; a new picture is shown.
    pub wrong: &'static str,
    /// The picture is too old, or was answered too often; a new one is shown.
    pub expired: &'static str,
    /// The picture's code was used before; a new one is shown.
    pub used: &'static str,
}

impl Texts {
    /// The fault of an answer that does not count.
    #[must_use]
    pub fn fault(&self, wrong: Wrong) -> FieldError {
        let (code, message) = match wrong {
            Wrong::Missing => ("captcha_missing", self.missing),
            Wrong::WrongCode => ("captcha_wrong", self.wrong),
            Wrong::Malformed | Wrong::Expired | Wrong::OtherPurpose => ("captcha_expired", self.expired),
        };
        FieldError { field: CODE_FIELD.to_owned(), code, message: message.to_owned() }
    }

    /// The fault of a challenge that was spent before.
    #[must_use]
    pub fn spent(&self) -> FieldError {
        FieldError { field: CODE_FIELD.to_owned(), code: "captcha_used", message: self.used.to_owned() }
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answer(…)")
    }
}
