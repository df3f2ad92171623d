//! Issues tokens and opens them again.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use runtime::Clock;
use vault::{Token, Vault, VaultError};

use crate::code::{Code, NoRandomness};
use crate::work::{self, MOST_WORK};
use crate::{Challenge, Purpose, Wrong};

/// Longest text that can be a token. `open` rejects anything longer without looking at it.
const LONGEST_TOKEN: usize = 200;

/// Why no token could be issued.
#[derive(Debug, thiserror::Error)]
pub enum IssueError {
    /// No code could be drawn.
    #[error("drawing a code")]
    Code(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The vault could not seal it.
    #[error("sealing a token")]
    Vault(#[from] VaultError),
}

/// Issues challenges and opens them. A clone is cheap. It stores no challenge.
#[derive(Clone, Debug)]
pub struct Captcha {
    vault: Vault,
    clock: Clock,
}

impl Captcha {
    /// Makes a `Captcha` that seals tokens with `vault` and measures their half an hour with `clock`.
    #[must_use]
    pub fn new(vault: Vault, clock: Clock) -> Self {
        Self { vault, clock }
    }

    /// Issues a new challenge for one purpose. Returns it as a token of some 110 characters, safe in an address and in
    /// HTML.
    ///
    /// # Errors
    /// When the operating system has no randomness to give.
    pub fn issue(&self, purpose: Purpose) -> Result<String, IssueError> {
        self.issue_with_work(purpose, 0)
    }

    /// Issues a challenge as [`Captcha::issue`] does, and demands `work` bits of work from a program that answers it,
    /// [`MOST_WORK`] at most.
    ///
    /// # Errors
    /// As [`Captcha::issue`].
    pub fn issue_with_work(&self, purpose: Purpose, work: u8) -> Result<String, IssueError> {
        let challenge =
            Challenge::new(self.clock.new_id(), purpose, self.clock.now(), Code::random()?, work.min(MOST_WORK));
        Ok(URL_SAFE_NO_PAD.encode(self.vault.seal_token(Token::Captcha, &challenge.to_bytes())?))
    }

    /// Opens a token and returns its challenge while the token is valid.
    ///
    /// # Errors
    /// [`Wrong::Missing`] for an empty text, [`Wrong::Malformed`] for a text that we never issued as a token,
    /// [`Wrong::Expired`] after half an hour.
    pub fn open(&self, token: &str) -> Result<Challenge, Wrong> {
        if token.is_empty() {
            return Err(Wrong::Missing);
        }
        let challenge = self.unseal(token).ok_or(Wrong::Malformed)?;
        if challenge.is_over(self.clock.now()) { Err(Wrong::Expired) } else { Ok(challenge) }
    }

    /// Whether the program did the work that the token demands. A token that does not open demands none:
    /// [`Captcha::open`] refuses it anyway.
    #[must_use]
    pub fn is_worked(&self, token: &str, answer: &str) -> bool {
        self.open(token).ok().is_none_or(|challenge| work::is_done(token, answer, challenge.work()))
    }

    fn unseal(&self, token: &str) -> Option<Challenge> {
        let sealed = (token.len() <= LONGEST_TOKEN).then(|| URL_SAFE_NO_PAD.decode(token).ok())??;
        Challenge::from_bytes(&self.vault.open_token(Token::Captcha, &sealed).ok()?)
    }
}

impl From<NoRandomness> for IssueError {
    fn from(error: NoRandomness) -> Self {
        Self::Code(Box::new(error))
    }
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};
    use proptest::prelude::*;

    use super::*;
    use crate::LIFETIME;

    fn form(code: &str) -> Purpose {
        Purpose::Form(code.parse().unwrap())
    }

    fn captcha() -> Captcha {
        Captcha::new(Vault::for_tests(), Clock::fixed("2026-11-21T03:00:00Z".parse().unwrap()))
    }

    proptest! {
        #[test]
        fn a_token_counts_for_its_form_and_code_only(codes in (0_u8..100, 0_u8..100), typed in "[0-9a-f]{5}") {
            let captcha = captcha();
            let (own, other) = (form(&format!("{:02}", codes.0)), form(&format!("{:02}", codes.1)));
            let challenge = captcha.open(&captcha.issue(own).unwrap()).unwrap();
            let code = challenge.code().reveal();
            prop_assert_eq!(challenge.check(own, &code).unwrap().id(), challenge.id());
            prop_assert_eq!(challenge.check(own, &typed).is_ok(), typed == code);
            prop_assert_eq!(challenge.check(other, &code).is_ok(), own == other);
        }

        #[test]
        fn a_token_lasts_half_an_hour(after_ms in 0_i64..3_600_000) {
            let captcha = captcha();
            let token = captcha.issue(form("66")).unwrap();
            captcha.clock.advance(SignedDuration::from_millis(after_ms));
            let opened = captcha.open(&token);
            if SignedDuration::from_millis(after_ms) < LIFETIME {
                prop_assert!(opened.is_ok());
            } else {
                prop_assert_eq!(opened.unwrap_err(), Wrong::Expired);
            }
        }

        #[test]
        fn a_token_that_was_changed_is_none(at: prop::sample::Index, to in "[A-Za-z0-9_-]") {
            let captcha = captcha();
            let token = captcha.issue(form("66")).unwrap();
            let at = at.index(token.len());
            let changed = format!("{}{to}{}", &token[..at], &token[at + 1..]);
            if changed != token {
                prop_assert_eq!(captcha.open(&changed).unwrap_err(), Wrong::Malformed);
            }
            prop_assert!(captcha.open(&token[..at]).is_err());
        }

        #[test]
        fn any_text_may_come_as_a_token(text: String) {
            prop_assert!(captcha().open(&text).is_err());
        }
    }

    #[test]
    fn a_token_asks_for_its_own_work_and_knows_when_it_was_done() {
        let captcha = captcha();
        let (easy, hard) = (captcha.issue(form("66")).unwrap(), captcha.issue_with_work(form("66"), 10).unwrap());
        assert!(captcha.is_worked(&easy, ""));
        assert_eq!(captcha.open(&hard).unwrap().work(), 10);
        assert!(captcha.is_worked(&hard, &crate::do_work(&hard, 10)) && !captcha.is_worked(&hard, ""));
        let other = captcha.issue_with_work(form("66"), 60).unwrap();
        assert_eq!(captcha.open(&other).unwrap().work(), MOST_WORK);
        assert!(captcha.is_worked("x", ""), "refused for what it is");
    }

    #[test]
    fn a_token_to_sign_in_counts_neither_for_an_account_nor_for_a_form() {
        let captcha = captcha();
        let challenge = captcha.open(&captcha.issue(Purpose::SignIn).unwrap()).unwrap();
        let code = challenge.code().reveal();
        for other in [Purpose::CreateAccount, form("66")] {
            assert_eq!(challenge.check(other, &code), Err(Wrong::OtherPurpose));
        }
        assert!(challenge.check(Purpose::SignIn, &code).is_ok());
    }

    #[test]
    fn a_token_shows_nothing_and_fits_an_address() {
        let captcha = captcha();
        let tokens: Vec<String> = (0..50).map(|_| captcha.issue(form("66")).unwrap()).collect();
        for token in &tokens {
            assert!(
                token.len() < LONGEST_TOKEN
                    && token.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
            );
            let sealed = URL_SAFE_NO_PAD.decode(token).unwrap();
            let code = captcha.open(token).unwrap().code().reveal();
            assert!(!sealed.windows(5).any(|bytes| bytes == code.as_bytes()));
        }
        let different: std::collections::BTreeSet<&str> =
            tokens.iter().map(|token| &token[token.len() - 60..]).collect();
        assert_eq!(different.len(), tokens.len());
    }

    #[test]
    fn another_vault_and_no_token_at_all_are_told_apart() {
        let token = captcha().issue(form("66")).unwrap();
        assert_eq!(captcha().open(&token).unwrap_err(), Wrong::Malformed);
        assert_eq!(captcha().open("").unwrap_err(), Wrong::Missing);
    }

    #[test]
    fn a_clock_that_is_a_little_behind_does_no_harm() {
        let (vault, now) = (Vault::for_tests(), Timestamp::from_second(1_795_000_000).unwrap());
        let token = Captcha::new(vault.clone(), Clock::fixed(now)).issue(form("66")).unwrap();
        assert!(Captcha::new(vault, Clock::fixed(now - SignedDuration::from_secs(2))).open(&token).is_ok());
    }
}
