//! What one process knows about the challenges that it issues.

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
use crate::{Captcha, Challenge, IssueError, LIFETIME, Purpose, Solved, Wrong, measures};

/// How many answers to one challenge we judge. A person who fills in a form, checks it and changes it sends the same
/// right answer some ten times. Whoever wants to answer more often needs a new challenge, so nobody can try all codes
/// against one.
const ANSWERS: u32 = 30;

/// How long a request waits for its turn to draw.
const WAIT_FOR_A_TURN: Duration = Duration::from_secs(2);

/// All challenges of this process. It stores only how many answers each challenge got that somebody answered lately.
#[derive(Debug)]
pub struct Captchas {
    captcha: Captcha,
    answers: Limit<Uuid>,
    /// Turns to draw or speak: as many as there are CPUs.
    turns: Arc<Semaphore>,
}

/// Other requests have all turns.
#[derive(Debug)]
pub(super) struct Busy;

impl Captchas {
    /// Makes the state without any challenge. `vault` seals tokens, and `clock` measures their half an hour.
    #[must_use]
    pub fn new(vault: Vault, clock: Clock) -> Self {
        measures::describe();
        Self {
            captcha: Captcha::new(vault, clock),
            answers: Limit::new(
                "captcha_answers",
                NonZeroU32::new(ANSWERS).unwrap_or(NonZeroU32::MIN),
                LIFETIME.unsigned_abs(),
            ),
            turns: Arc::new(Semaphore::new(available_parallelism().map_or(1, usize::from))),
        }
    }

    /// Issues a new token for a page. The token demands `work` bits of work. Needs no database.
    ///
    /// # Errors
    /// As [`Captcha::issue`].
    pub fn issue(&self, purpose: Purpose, work: u8) -> Result<String, IssueError> {
        self.captcha.issue_with_work(purpose, work)
    }

    /// Opens a token and returns its challenge while the token is valid.
    ///
    /// # Errors
    /// As [`Captcha::open`].
    pub fn open(&self, token: &str) -> Result<Challenge, Wrong> {
        self.captcha.open(token)
    }

    /// Bits of work that a token demands; 0 for a token that does not open.
    #[must_use]
    pub fn work_of(&self, token: &str) -> u8 {
        self.captcha.open(token).map_or(0, |challenge| challenge.work())
    }

    /// Whether the answer includes the work that its token demands.
    #[must_use]
    pub fn is_worked(&self, answer: &Answer) -> bool {
        self.captcha.is_worked(&answer.token, &answer.work)
    }

    /// Judges the answer that came back with a form.
    ///
    /// # Errors
    /// Why the answer does not count. A challenge that got thirty answers gives [`Wrong::Expired`], too.
    pub fn check(&self, purpose: Purpose, answer: &Answer) -> Result<Solved, Wrong> {
        let judged = self.judge(purpose, answer);
        measures::checked(judged.as_ref().err());
        judged
    }

    fn judge(&self, purpose: Purpose, answer: &Answer) -> Result<Solved, Wrong> {
        let challenge = self.captcha.open(&answer.token)?;
        self.answers.check(&challenge.id()).map_err(|_too_many| Wrong::Expired)?;
        challenge.check(purpose, &answer.typed)
    }

    /// Draws or speaks a challenge off the async threads. At most as many run at the same time as there are CPUs.
    pub(super) async fn render(&self, challenge: Challenge, how: fn(&Challenge) -> Vec<u8>) -> Result<Vec<u8>, Busy> {
        let turn = tokio::time::timeout(WAIT_FOR_A_TURN, Arc::clone(&self.turns).acquire_owned()).await;
        // The closure keeps the permit, so a caller who leaves does not free a turn that is still in use.
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
