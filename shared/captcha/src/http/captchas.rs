//! What one process knows of the challenges that it gives out.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Duration;

use runtime::Clock;
use tokio::sync::Semaphore;
use uuid::Uuid;
use vault::Vault;
use web::Limit;

use super::answer::Answer;
use crate::{Captcha, Challenge, IssueError, LIFETIME, Purpose, Solved, Wrong};

/// Answers to one challenge that are judged; further ones need a new challenge, so that nobody tries all codes against
/// one.
const ANSWERS: u32 = 10;

/// How long a request waits for its turn to draw.
const WAIT_FOR_A_TURN: Duration = Duration::from_secs(2);

/// All challenges of this process; holds none but the count of answers to those that were answered lately.
#[derive(Debug)]
pub struct Captchas {
    captcha: Captcha,
    answers: Limit<Uuid>,
    /// Turns to draw or speak: as many as there are CPUs.
    turns: Arc<Semaphore>,
}

/// All turns are taken.
#[derive(Debug)]
pub(super) struct Busy;

impl Captchas {
    /// None yet. Tokens are sealed by `vault`, and their five minutes told by `clock`.
    #[must_use]
    pub fn new(vault: Vault, clock: Clock) -> Self {
        Self {
            captcha: Captcha::new(vault, clock),
            answers: Limit::new(NonZeroU32::new(ANSWERS).unwrap_or(NonZeroU32::MIN), LIFETIME.unsigned_abs()),
            turns: Arc::new(Semaphore::new(available_parallelism().map_or(1, usize::from))),
        }
    }

    /// A new token for a page, asking for so many bits of work. Needs no database.
    ///
    /// # Errors
    /// As [`Captcha::issue`].
    pub fn issue(&self, purpose: Purpose, work: u8) -> Result<String, IssueError> {
        self.captcha.issue_with_work(purpose, work)
    }

    /// The challenge of a token that is still valid.
    ///
    /// # Errors
    /// As [`Captcha::open`].
    pub fn open(&self, token: &str) -> Result<Challenge, Wrong> {
        self.captcha.open(token)
    }

    /// Bits of work that a token asks for; 0 for one that does not open.
    #[must_use]
    pub fn work_of(&self, token: &str) -> u8 {
        self.captcha.open(token).map_or(0, |challenge| challenge.work())
    }

    /// Whether the work that goes with an answer was done, where any is asked for.
    #[must_use]
    pub fn is_worked(&self, answer: &Answer) -> bool {
        self.captcha.is_worked(&answer.token, &answer.work)
    }

    /// Judges what came back with a form.
    ///
    /// # Errors
    /// Why the answer does not count. [`Wrong::Expired`] also for a challenge that was answered ten times.
    pub fn check(&self, purpose: Purpose, answer: &Answer) -> Result<Solved, Wrong> {
        let challenge = self.captcha.open(&answer.token)?;
        self.answers.check(&challenge.id()).map_err(|_too_many| Wrong::Expired)?;
        challenge.check(purpose, &answer.typed)
    }

    /// Draws or speaks a challenge off the async threads, never more of it at once than there are CPUs.
    pub(super) async fn render(&self, challenge: Challenge, how: fn(&Challenge) -> Vec<u8>) -> Result<Vec<u8>, Busy> {
        let turn = tokio::time::timeout(WAIT_FOR_A_TURN, Arc::clone(&self.turns).acquire_owned()).await;
        // The permit goes along, so that a caller who leaves frees no turn that is still in use.
        let turn = turn.map_err(|_elapsed| Busy)?.map_err(|_closed| Busy)?;
        let rendered = tokio::task::spawn_blocking(move || {
            let bytes = how(&challenge);
            drop(turn);
            bytes
        });
        rendered.await.map_err(|_ended| Busy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_tries_many_codes_against_one_challenge() {
        let captchas = Captchas::new(Vault::for_tests(), Clock::fixed("2026-11-21T03:00:00Z".parse().unwrap()));
        let solved = || {
            let token = captchas.issue(Purpose::SignIn, 0).unwrap();
            let typed = captchas.open(&token).unwrap().code().reveal();
            Answer { token, typed, work: String::new() }
        };
        let right = solved();
        for _ in 0..ANSWERS {
            let wrong = Answer { typed: "zzzzz".to_owned(), ..right.clone() };
            assert_eq!(captchas.check(Purpose::SignIn, &wrong), Err(Wrong::WrongCode));
        }
        assert_eq!(captchas.check(Purpose::SignIn, &right), Err(Wrong::Expired));
        assert!(captchas.check(Purpose::SignIn, &solved()).is_ok());
    }
}
