//! Filing what was examined: looked for among what was filed before, then stored, documents first and then the one row
//! that is the promise.

use std::time::Duration;

use captcha::Solved;
use domain::{Content, TicketNumber, time};
use uuid::Uuid;
use vault::Index;
use web::{ClientAddress, Problem};

use super::deadline::Deadline;
use super::examination::Examined;
use super::sealing::SealedTicket;
use super::{
    Acceptance, Documents, FromPerson, IdempotencyKey, Receipt, Refusal, Repeats, filing_limits, fingerprint, person,
    reference,
};
use crate::metrics::{self, Stage};
use crate::reception::Fault;
use crate::store::filings::Counts;
use crate::store::tickets::InsertError;
use crate::store::{filed_tickets, filings, idempotency_keys, tickets};
use crate::{Intake, texts};

/// Storing takes at most this long: whoever waits is told "later" rather than kept waiting.
const PATIENCE: Duration = Duration::from_millis(4500);

/// A submission without faults on its way to become a ticket, in a bounded time from now on.
#[derive(Debug)]
pub(crate) struct Filing {
    channel: Uuid,
    examined: Examined,
    key: Option<tickets::NewKey>,
    deadline: Deadline,
}

impl Filing {
    pub(crate) fn new(intake: &Intake, channel: Uuid, key: Option<&IdempotencyKey>, examined: Examined) -> Self {
        let key = key.map(|key| fingerprint::new_key(&intake.vault, channel, key, &examined));
        Self { channel, examined, key, deadline: Deadline::after(PATIENCE) }
    }

    /// What was filled in.
    pub(crate) fn content(&self) -> &Content {
        &self.examined.content
    }

    /// What is attached.
    pub(crate) fn documents(&self) -> &Documents {
        &self.examined.documents
    }

    /// The ticket that this very submission became before, if it did.
    pub(crate) async fn earlier(&self, intake: &Intake) -> Result<Option<Receipt>, Refusal> {
        let Some(key) = &self.key else { return Ok(None) };
        self.deadline.within(self.replay(intake, key)).await?
    }

    /// Stores it for a person who comes alone, unless an open ticket of that person and form is there already.
    /// `repeats` is the one that the person was told of and wants another one beside.
    pub(crate) async fn file_for_person(
        &mut self,
        intake: &Intake,
        captcha: Solved,
        repeats: Option<&Repeats>,
        address: ClientAddress,
    ) -> Result<Acceptance, Refusal> {
        let before = self.filed_before(intake).await?;
        if let Some(open) = before.open
            && !repeats.is_some_and(|repeats| repeats.names(&intake.vault, open))
        {
            // This very page, sent twice at the same moment, may have become that ticket meanwhile.
            return match self.earlier(intake).await? {
                Some(receipt) => Ok(Acceptance::Replayed(receipt)),
                None => Err(self.already_open(intake, &captcha, open).await?),
            };
        }
        let nik = intake.vault.index(Index::Nik, self.content().nik().expose().as_bytes());
        intake.public.check_nik(&nik, address).map_err(Refusal::TooMany)?;
        let counts = filing_limits::counts(&intake.vault, intake.public.filing_limits, &nik, address);
        self.check_counts(intake, &counts).await?;
        self.file(intake, Some(FromPerson { captcha, follows: before.newest, counts })).await
    }

    /// Tells of an open ticket, which spends the CAPTCHA for everybody but this person.
    async fn already_open(&self, intake: &Intake, captcha: &Solved, open: TicketNumber) -> Result<Refusal, Refusal> {
        let person = person::index(&intake.vault, self.content());
        let told = self.deadline.within(intake.spent_captchas.tell(captcha, &person)).await??;
        Ok(if told {
            Refusal::AlreadyOpen(reference(&intake.vault, open))
        } else {
            Refusal::Faulty(vec![Fault::invalid(texts::CAPTCHA.spent())])
        })
    }

    /// Refuses when too many were filed, before anything is stored. What decides is the statement that writes the
    /// ticket.
    async fn check_counts(&self, intake: &Intake, counts: &Counts) -> Result<(), Refusal> {
        let now = intake.clock.now();
        let until = self.deadline.within(filings::full_until(&intake.pool, counts, now)).await??;
        match until {
            Some(until) => Err(Refusal::TooMany(Problem::too_many_requests(until.duration_since(now).unsigned_abs()))),
            None => Ok(()),
        }
    }

    /// Stores it. Only now there is a ticket.
    pub(super) async fn file(&mut self, intake: &Intake, person: Option<FromPerson>) -> Result<Acceptance, Refusal> {
        let deadline = self.deadline;
        let form = self.examined.content.form();
        let submitted_at = intake.clock.now_stored();
        let day = time::wib_day(submitted_at);
        let number = deadline.within(intake.numbers.next(form.code, day)).await??;
        let sealed =
            SealedTicket::new(intake, self.channel, number, submitted_at, &self.examined, self.key.take(), person)?;
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
                Ok(Acceptance::New(Receipt::new(
                    number,
                    submitted_at,
                    sealed.ticket.answer_due_at,
                    &self.examined.content,
                )))
            }
            Err(error) => self.not_inserted(intake, &sealed, error).await,
        }
    }

    async fn not_inserted(
        &self,
        intake: &Intake,
        sealed: &SealedTicket,
        error: InsertError,
    ) -> Result<Acceptance, Refusal> {
        let number = sealed.ticket.number;
        if !matches!(error, InsertError::Unknown(_)) {
            delete_object(intake, sealed);
        }
        match error {
            InsertError::Unknown(error) => {
                tracing::warn!(%error, ticket.number = %number, "the connection ended at the commit: its outcome is \
                    not known");
                Err(Refusal::OutcomeUnknown)
            }
            InsertError::NotWritten(error) => Err(error.into()),
            InsertError::NumberTaken => {
                tracing::error!(ticket.number = %number, "a leased ticket number was taken already: leasing a new \
                    block");
                intake.numbers.forget(number.form(), number.day());
                Err(Refusal::Unavailable)
            }
            InsertError::KeyTaken => self.replay_after_all(intake, sealed).await?.ok_or(Refusal::Unavailable),
            // By the same submission, sent twice at the same moment, or by another tab.
            InsertError::TurnTaken => match self.replay_after_all(intake, sealed).await? {
                Some(acceptance) => Ok(acceptance),
                None => match (self.filed_before(intake).await?.open, &sealed.ticket.captcha) {
                    (Some(open), Some(captcha)) => Err(self.already_open(intake, captcha, open).await?),
                    _ => Err(Refusal::Unavailable),
                },
            },
            InsertError::TooManyFiled => {
                self.check_counts(intake, &sealed.ticket.counts).await?;
                Err(Refusal::Unavailable)
            }
            // By the same submission, sent twice at the same moment, or by another one.
            InsertError::CaptchaSpent => self
                .replay_after_all(intake, sealed)
                .await?
                .ok_or_else(|| Refusal::Faulty(vec![Fault::invalid(texts::CAPTCHA.spent())])),
        }
    }

    async fn filed_before(&self, intake: &Intake) -> Result<filed_tickets::FiledBefore, Refusal> {
        let person = person::index(&intake.vault, self.content());
        Ok(self.deadline.within(filed_tickets::of_person(&intake.pool, &person, self.content().form().code)).await??)
    }

    /// The ticket of the same submission that was faster, if that is what was in the way.
    async fn replay_after_all(&self, intake: &Intake, sealed: &SealedTicket) -> Result<Option<Acceptance>, Refusal> {
        let Some(key) = &sealed.ticket.key else { return Ok(None) };
        let receipt = self.deadline.within(self.replay(intake, key)).await??;
        Ok(receipt.map(Acceptance::Replayed))
    }

    async fn replay(&self, intake: &Intake, key: &tickets::NewKey) -> Result<Option<Receipt>, Refusal> {
        let Some(used) = idempotency_keys::find(&intake.pool, &key.key_hash).await? else { return Ok(None) };
        let number: TicketNumber = used.ticket_number.parse().map_err(Refusal::internal)?;
        if used.content_index != key.content_index {
            return Err(Refusal::OtherContent(number));
        }
        let times = tickets::times(&intake.pool, number).await?;
        Ok(times.map(|(submitted_at, due_at)| Receipt::new(number, submitted_at, due_at, &self.examined.content)))
    }
}

/// Deletes an object that no row names, without waiting. What this misses is swept away a day later.
fn delete_object(intake: &Intake, sealed: &SealedTicket) {
    let Some((object_key, _)) = &sealed.object else { return };
    let (store, object_key) = (intake.store.clone(), object_key.clone());
    tokio::spawn(async move {
        if let Err(error) = store.delete(&object_key).await {
            tracing::warn!(%error, "an object without a ticket stays until the sweep");
        }
    });
}
