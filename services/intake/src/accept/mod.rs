//! Accepting a submission: the one story that every way in tells, the JSON API and the pages.
//!
//! What it promises:
//! - a ticket number is only shown after its row is committed, together with its message and its idempotency key;
//! - whoever sent something wrong learns about all of it at once, and nothing was stored;
//! - a resend under the same key shows the same ticket, also when the form was closed meanwhile, and also when its CAPTCHA is over or was
//!   spent by that very ticket;
//! - a CAPTCHA counts for one ticket only: it is spent by the statement that writes the ticket;
//! - no document of an accepted ticket is ever deleted: when it is not known whether the row was committed, the object stays, and
//!   the sweep decides a day later.

mod deadline;
mod examination;
mod filing;
mod fingerprint;
mod idempotency_key;
mod inspection;
mod person;
mod receipt;
mod refusal;
mod sealing;

use domain::Form;
use uuid::Uuid;

use crate::Intake;
use crate::captcha::{self, Answer};
use crate::reception::Received;

pub(crate) use self::examination::{Documents, Examination, examine};
pub(crate) use self::filing::Filing;
pub(crate) use self::idempotency_key::IdempotencyKey;
pub(crate) use self::inspection::{Inspected, Inspection};
pub(crate) use self::receipt::Receipt;
pub(crate) use self::refusal::Refusal;

/// What somebody wants to file.
#[derive(Debug)]
pub(crate) struct Submission {
    /// Which form; never one of the self-service forms.
    pub(crate) form: &'static Form,
    /// The channel that files.
    pub(crate) channel: Uuid,
    /// Names this submission across resends.
    pub(crate) key: Option<IdempotencyKey>,
    /// What the person answered to the CAPTCHA; `None` on the way in of the assisted channels, which have none.
    pub(crate) captcha: Option<Answer>,
    /// Its parts.
    pub(crate) received: Received,
}

/// What became of it.
#[derive(Debug)]
pub(crate) enum Acceptance {
    /// A new ticket.
    New(Receipt),
    /// The ticket that an earlier request with the same key and content became.
    Replayed(Receipt),
}

/// Accepts a submission or says why not.
pub(crate) async fn accept(intake: &Intake, submission: Submission) -> Result<Acceptance, Refusal> {
    let Submission { form, channel, key, captcha, received } = submission;
    let closure = intake.notices.closure(form.code);
    let solved = captcha.map(|answer| intake.captchas.check(form.code, &answer)).transpose().map_err(captcha::fault);
    let examined = match examine(intake, form, received, Vec::new()).await?.whole() {
        Ok(examined) => examined,
        Err(examination) => {
            let faulty = || Refusal::Faulty(examination.faults.into_iter().chain(solved.err()).collect());
            return Err(closure.map_or_else(faulty, Refusal::Closed));
        }
    };
    let mut filing = Filing::new(intake, channel, key.as_ref(), examined);
    if let Some(receipt) = filing.earlier(intake).await? {
        return Ok(Acceptance::Replayed(receipt));
    }
    if let Some(closure) = closure {
        return Err(Refusal::Closed(closure));
    }
    filing.file(intake, solved.map_err(|fault| Refusal::Faulty(vec![fault]))?).await
}
