//! Accepting a submission: the one story that every way in tells (the JSON API today, the pages later).
//!
//! What it promises:
//! - a ticket number is only shown after its row is committed, together with its message and its idempotency key;
//! - whoever sent something wrong learns about all of it at once, and nothing was stored;
//! - a resend under the same key shows the same ticket, also when its CAPTCHA is over or was spent by that very ticket;
//! - a CAPTCHA counts for one ticket only: it is spent by the statement that writes the ticket;
//! - no document of an accepted ticket is ever deleted: when it is not known whether the row was committed, the object stays, and
//!   the sweep decides a day later.

mod deadline;
mod examination;
mod fingerprint;
mod idempotency_key;
mod inspection;
mod receipt;
mod refusal;
mod sealing;

use std::time::Duration;

use domain::{Form, TicketNumber, time};
use jiff::Timestamp;
use uuid::Uuid;

use self::deadline::Deadline;
use self::examination::Examined;
use self::sealing::Sealed;
use crate::Intake;
use crate::captcha::{self, Answer};
use crate::metrics::{self, Stage};
use crate::reception::Received;
use crate::store::tickets::InsertError;
use crate::store::{idempotency_keys, tickets};

pub(crate) use self::idempotency_key::IdempotencyKey;
pub(crate) use self::inspection::Inspection;
pub(crate) use self::receipt::Receipt;
pub(crate) use self::refusal::Refusal;

/// Storing takes at most this long: whoever waits is told "later" rather than kept waiting.
const PATIENCE: Duration = Duration::from_millis(4500);

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
    let solved = captcha.map(|answer| intake.captchas.check(form.code, &answer)).transpose().map_err(captcha::fault);
    let examined = match examination::examine(intake, form, received).await {
        Err(Refusal::Faulty(mut faults)) => {
            faults.extend(solved.err());
            return Err(Refusal::Faulty(faults));
        }
        examined => examined?,
    };
    let key = key.map(|key| fingerprint::new_key(&intake.vault, channel, &key, &examined));

    let deadline = Deadline::after(PATIENCE);
    if let Some(key) = &key
        && let Some(receipt) = deadline.within(replay(intake, key, &examined)).await??
    {
        return Ok(Acceptance::Replayed(receipt));
    }
    let solved = solved.map_err(|fault| Refusal::Faulty(vec![fault]))?;

    let submitted_at = whole_microseconds(intake.clock.now());
    let day = time::wib_day(submitted_at);
    let number = deadline.within(intake.numbers.next(form.code, day)).await??;
    let sealed = Sealed::new(intake, channel, number, submitted_at, &examined, key, solved)?;
    if let Some((object_key, object)) = &sealed.object {
        let timer = metrics::time(Stage::Store);
        let put = deadline.within(Box::pin(intake.store.put(object_key, object.clone()))).await;
        timer.stop();
        if let Err(refusal) = put.map_err(Refusal::from).and_then(|put| put.map_err(Refusal::from)) {
            // Late or failed, the object may be there all the same. No row will ever name it.
            delete_object(intake, &sealed);
            return Err(refusal);
        }
        metrics::count_document_bytes(object.len());
    }
    let timer = metrics::time(Stage::Commit);
    let inserted = deadline.within(tickets::insert(&intake.pool, &sealed.ticket)).await;
    timer.stop();
    // Late: the statement may be committed at this very moment.
    match inserted.map_err(|_late| Refusal::OutcomeUnknown)? {
        Ok(()) => {
            intake.wake.wake();
            Ok(Acceptance::New(Receipt::new(number, submitted_at, sealed.ticket.answer_due_at, &examined.content)))
        }
        Err(InsertError::Unknown(error)) => {
            tracing::warn!(%error, ticket.number = %number, "the connection ended at the commit: its outcome is not known");
            Err(Refusal::OutcomeUnknown)
        }
        Err(InsertError::NotWritten(error)) => {
            delete_object(intake, &sealed);
            Err(error.into())
        }
        Err(InsertError::NumberTaken) => {
            tracing::error!(ticket.number = %number, "a leased ticket number was taken already: leasing a new block");
            intake.numbers.forget(form.code, day);
            delete_object(intake, &sealed);
            Err(Refusal::Unavailable)
        }
        Err(InsertError::KeyTaken) => {
            delete_object(intake, &sealed);
            replay_after_all(intake, &sealed, &examined, deadline).await?.ok_or(Refusal::Unavailable)
        }
        Err(InsertError::CaptchaSpent) => {
            delete_object(intake, &sealed);
            // By the same submission, sent twice at the same moment, or by another one.
            replay_after_all(intake, &sealed, &examined, deadline).await?.ok_or_else(|| Refusal::Faulty(vec![captcha::spent()]))
        }
    }
}

/// The ticket of the same submission that was faster, if that is what was in the way.
async fn replay_after_all(
    intake: &Intake,
    sealed: &Sealed,
    examined: &Examined,
    deadline: Deadline,
) -> Result<Option<Acceptance>, Refusal> {
    let Some(key) = &sealed.ticket.key else { return Ok(None) };
    let receipt = deadline.within(replay(intake, key, examined)).await??;
    Ok(receipt.map(Acceptance::Replayed))
}

/// The ticket that this very submission became before, if it did.
async fn replay(intake: &Intake, key: &tickets::NewKey, examined: &Examined) -> Result<Option<Receipt>, Refusal> {
    let Some(used) = idempotency_keys::find(&intake.pool, &key.key_hash).await? else { return Ok(None) };
    if used.content_index != key.content_index {
        return Err(Refusal::OtherContent);
    }
    let number: TicketNumber = used.ticket_number.parse().map_err(Refusal::internal)?;
    let times = tickets::times(&intake.pool, number).await?;
    Ok(times.map(|(submitted_at, due_at)| Receipt::new(number, submitted_at, due_at, &examined.content)))
}

/// As precise as the database keeps it: a resend shows the same moment.
fn whole_microseconds(at: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
}

/// Deletes an object that no row names, without waiting. What this misses is swept away a day later.
fn delete_object(intake: &Intake, sealed: &Sealed) {
    let Some((object_key, _)) = &sealed.object else { return };
    let (store, object_key) = (intake.store.clone(), object_key.clone());
    tokio::spawn(async move {
        if let Err(error) = store.delete(&object_key).await {
            tracing::warn!(%error, "an object without a ticket stays until the sweep");
        }
    });
}
