//! What a person answered, and what the site says when the answer does not count.

use std::fmt;

use domain::FieldError;

use crate::Wrong;

/// Name of the field into which people type the code. Faults name it too.
pub const CODE_FIELD: &str = "captcha";
/// Name of the hidden field that holds the token.
pub const TOKEN_FIELD: &str = "captcha_token";

/// Name of the field in which a program returns the result of its work.
pub const WORK_FIELD: &str = "captcha_work";

/// The three fields of an answer, as the request brought them. A missing field is empty.
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
    /// The person did not type the code.
    pub missing: &'static str,
    /// The person typed another code. The page shows a new picture.
    pub wrong: &'static str,
    /// The picture is too old, or got too many answers. The page shows a new one.
    pub expired: &'static str,
    /// Somebody used the picture's code before. The page shows a new one.
    pub used: &'static str,
}

impl Texts {
    /// The fault that the form shows for an answer that does not count.
    #[must_use]
    pub fn fault(&self, wrong: Wrong) -> FieldError {
        let (code, message) = match wrong {
            Wrong::Missing => ("captcha_missing", self.missing),
            Wrong::WrongCode => ("captcha_wrong", self.wrong),
            Wrong::Malformed | Wrong::Expired | Wrong::OtherPurpose => ("captcha_expired", self.expired),
        };
        FieldError { field: CODE_FIELD.to_owned(), code, message: message.to_owned() }
    }

    /// The fault that the form shows for a challenge that was spent before.
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
