//! What a person answered, and what they are told when it does not count.

use std::fmt;

use captcha::Wrong;
use domain::FieldError;

use crate::reception::Fault;
use crate::texts;

/// Name of the field that people type the code into; faults name it too.
pub(crate) const CODE_FIELD: &str = "captcha";
/// Name of the hidden field that holds the token.
pub(crate) const TOKEN_FIELD: &str = "captcha_token";

/// Name of the field that holds what a program found that was asked for work.
pub(crate) const WORK_FIELD: &str = "captcha_work";

/// The fields as they came; empty where they did not come.
#[derive(Clone, Default)]
pub(crate) struct Answer {
    /// Of [`TOKEN_FIELD`].
    pub(crate) token: String,
    /// Of [`CODE_FIELD`].
    pub(crate) typed: String,
    /// Of [`WORK_FIELD`].
    pub(crate) work: String,
}

/// The fault of an answer that does not count.
pub(crate) fn fault(wrong: Wrong) -> Fault {
    let (code, message) = match wrong {
        Wrong::Missing => ("captcha_missing", texts::CAPTCHA_MISSING),
        Wrong::WrongCode => ("captcha_wrong", texts::CAPTCHA_WRONG),
        Wrong::Malformed | Wrong::Expired | Wrong::OtherForm => ("captcha_expired", texts::CAPTCHA_EXPIRED),
    };
    Fault::invalid(FieldError { field: CODE_FIELD.to_owned(), code, message: message.to_owned() })
}

/// The fault of a challenge that another submission spent.
pub(crate) fn spent() -> Fault {
    Fault::invalid(FieldError {
        field: CODE_FIELD.to_owned(),
        code: "captcha_used",
        message: texts::CAPTCHA_USED.to_owned(),
    })
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answer(…)")
    }
}
