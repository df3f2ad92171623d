//! A CAPTCHA for a program, which shows it to a person.

use serde::Serialize;
use utoipa::ToSchema;

use super::Captchas;
use crate::{IssueError, LIFETIME, Purpose};

/// A CAPTCHA, good for one form.
#[derive(Debug, Serialize, ToSchema)]
pub struct IssuedCaptcha {
    /// Goes with the form as `captcha_token`.
    captcha_token: String,
    /// Where the code is drawn: a PNG.
    #[schema(example = "/captcha/….png")]
    picture: String,
    /// Where the same code is spoken: a WAV.
    #[schema(example = "/captcha/….wav")]
    sound: String,
    /// Bits of work that go with the form as `captcha_work`; 0 as a rule, more for networks that send much. The work is
    /// a decimal number such that SHA-256 over the 32 bytes of SHA-256 over the token, and the number as eight bytes,
    /// begins with so many zero bits. Without it few forms are taken.
    #[schema(example = 0)]
    work: u8,
    /// Seconds until it is over.
    #[schema(example = 1800)]
    expires_in: u64,
}

impl Captchas {
    /// Issues a CAPTCHA for a form that a program sends.
    ///
    /// # Errors
    /// As [`Captchas::issue`].
    pub fn issue_to_program(&self, purpose: Purpose, work: u8) -> Result<IssuedCaptcha, IssueError> {
        let token = self.issue(purpose, work)?;
        Ok(IssuedCaptcha {
            picture: format!("/captcha/{token}.png"),
            sound: format!("/captcha/{token}.wav"),
            captcha_token: token,
            work,
            expires_in: LIFETIME.unsigned_abs().as_secs(),
        })
    }
}
