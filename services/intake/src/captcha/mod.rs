//! The CAPTCHA of the pages: issued into a form, drawn and spoken on request, judged when the form comes back.
//!
//! A form page holds the token in a hidden field and shows `/captcha/{token}.png` and `/captcha/{token}.wav`. What
//! comes back is an [`Answer`] within the [`Submission`](crate::accept::Submission); [`accept`](crate::accept::accept)
//! judges it. A challenge is stored only when it is spent.

mod answer;
mod range;
mod show;

use std::num::NonZeroU32;
use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Duration;

pub(crate) use captcha::LIFETIME;
use captcha::{Captcha, Challenge, IssueError, Solved, Wrong};
use domain::{Form, FormCode};
use runtime::Clock;
use tokio::sync::Semaphore;
use uuid::Uuid;
use vault::Vault;
use web::Limit;

pub(crate) use answer::{Answer, CODE_FIELD, TOKEN_FIELD, WORK_FIELD, fault, spent};
pub(crate) use range::answer as answer_range;
pub(crate) use show::show;

/// Answers to one challenge that are judged; further ones need a new challenge, so that nobody tries all codes against
/// one.
const ANSWERS: u32 = 10;

/// How long a request waits for its turn to draw.
const WAIT_FOR_A_TURN: Duration = Duration::from_secs(2);

/// All challenges of this process; holds none but the count of answers to those that were answered lately.
pub(crate) struct Captchas {
    captcha: Captcha,
    answers: Limit<Uuid>,
    /// Turns to draw or speak: as many as there are CPUs.
    turns: Arc<Semaphore>,
}

/// All turns are taken.
#[derive(Debug)]
pub(crate) struct Busy;

impl Captchas {
    pub(crate) fn new(vault: Vault, clock: Clock) -> Self {
        Self {
            captcha: Captcha::new(vault, clock),
            answers: Limit::new(NonZeroU32::new(ANSWERS).unwrap_or(NonZeroU32::MIN), LIFETIME.unsigned_abs()),
            turns: Arc::new(Semaphore::new(available_parallelism().map_or(1, usize::from))),
        }
    }

    /// A new token for a form's page, asking for so many bits of work. Needs no database.
    pub(crate) fn issue(&self, form: &Form, work: u8) -> Result<String, IssueError> {
        self.captcha.issue_with_work(form.code, work)
    }

    /// Bits of work that a token asks for.
    pub(crate) fn work_of(&self, token: &str) -> u8 {
        self.captcha.open(token).map_or(0, |challenge| challenge.work())
    }

    /// Whether the work that goes with an answer was done, where any is asked for.
    pub(crate) fn is_worked(&self, answer: &Answer) -> bool {
        self.captcha.is_worked(&answer.token, &answer.work)
    }

    /// Judges what came back with a form.
    pub(crate) fn check(&self, form: FormCode, answer: &Answer) -> Result<Solved, Wrong> {
        let challenge = self.captcha.open(&answer.token)?;
        self.answers.check(&challenge.id()).map_err(|_too_many| Wrong::Expired)?;
        challenge.check(form, &answer.typed)
    }

    /// Draws or speaks a challenge off the async threads, never more of it at once than there are CPUs.
    async fn render(&self, challenge: Challenge, how: fn(&Challenge) -> Vec<u8>) -> Result<Vec<u8>, Busy> {
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
mod tests;
