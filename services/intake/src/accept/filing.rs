//! Files what nothing is in the way of. Stores the documents first, and then the one row that is the promise.

use captcha::Solved;
use domain::{Content, TicketNumber, time};
use runtime::telemetry::cause;
use uploads::Fault;
use uuid::Uuid;
use vault::Index;
use web::{ClientAddress, Problem};

use super::deadline::Deadline;
use super::examination::Examined;
use super::resend::Resend;
use super::sealing::{FromPerson, SealedTicket};
use super::{Acceptance, Receipt, Repeats, filing_limits, person, reference};
use crate::measures::{self, Stage};
use crate::refusal::Refusal;
use crate::state::State;
use crate::store::filings::Counts;
use crate::store::tickets::{InsertError, NewTicket};
use crate::store::{filed_tickets, filings, tickets};
use crate::texts;

/// A submission that may become a ticket. [`Filing::begin`] makes it.
#[derive(Debug)]
pub(crate) struct Filing {
    pub(super) channel: Uuid,
    /// `None` where a channel files.
    pub(super) person: Option<SolvedPerson>,
    pub(super) examined: Examined,
    /// By what a resend is known, where it has a key.
    pub(super) resend: Option<Resend>,
    pub(super) deadline: Deadline,
}

/// A person whose answer to the CAPTCHA is right.
#[derive(Debug)]
pub(super) struct SolvedPerson {
    pub(super) captcha: Solved,
    pub(super) repeats: Option<Repeats>,
    pub(super) address: ClientAddress,
}

impl Filing {
    /// What was filled in.
    pub(crate) fn content(&self) -> &Content {
        &self.examined.content
    }

    /// Stores it; only then there is a ticket. A person's submission is not stored while an open ticket of that person
    /// and form is there, unless the person was told of it and wants another one beside.
    ///
    /// # Errors
    /// The refusal says why there is no new ticket.
    pub(crate) async fn file(self, state: &State) -> Result<Acceptance, Refusal> {
        match &self.person {
            None => self.store(state, None).await,
            Some(person) => self.file_for_person(state, person).await,
        }
    }

    async fn file_for_person(&self, state: &State, person: &SolvedPerson) -> Result<Acceptance, Refusal> {
        let before = self.filed_before(state).await?;
        if let Some(open) = before.open
            && !person.repeats.as_ref().is_some_and(|repeats| repeats.names(&state.vault, open))
        {
            // This very page, sent twice at the same moment, may have become that ticket meanwhile.
            return match self.replayed(state).await? {
                Some(acceptance) => Ok(acceptance),
                None => Err(self.already_open(state, &person.captcha, open).await?),
            };
        }
        let nik = state.vault.index(Index::Nik, self.content().nik().expose().as_bytes());
        state.public.check_nik(&nik, person.address).map_err(Refusal::TooMany)?;
        let counts = filing_limits::counts(&state.vault, state.public.filing_limits, &nik, person.address);
        self.check_counts(state, &counts).await?;
        self.store(state, Some(FromPerson { captcha: person.captcha, follows: before.newest, counts })).await
    }

    /// Tells of an open ticket, which spends the CAPTCHA for everybody but this person.
    async fn already_open(&self, state: &State, captcha: &Solved, open: TicketNumber) -> Result<Refusal, Refusal> {
        let person = person::index(&state.vault, self.content());
        let spent = self.deadline.within(state.spent_captchas.tell(captcha, &person)).await??;
        Ok(if spent { Refusal::AlreadyOpen(reference(&state.vault, open)) } else { captcha_spent() })
    }

    /// Refuses when too many were filed, before anything is stored. What decides is the statement that writes the
    /// ticket.
    async fn check_counts(&self, state: &State, counts: &Counts) -> Result<(), Refusal> {
        let now = state.clock.now();
        let until = self.deadline.within(filings::full_until(&state.pool, counts, now)).await??;
        match until {
            Some(until) => Err(Refusal::TooMany(Problem::too_many_requests(until.duration_since(now).unsigned_abs()))),
            None => Ok(()),
        }
    }

    async fn store(&self, state: &State, person: Option<FromPerson>) -> Result<Acceptance, Refusal> {
        let deadline = self.deadline;
        let form = self.content().form();
        let submitted_at = state.clock.now_stored();
        let day = time::wib_day(submitted_at);
        let number = deadline.within(state.numbers.next(form.code, day)).await??;
        let key = self.resend.as_ref().map(|resend| resend.key().clone());
        let sealed = SealedTicket::new(state, self.channel, number, submitted_at, &self.examined, key, person)?;
        if let Some((object_key, object)) = &sealed.object {
            let timer = measures::time(Stage::Store);
            let put = deadline.within(Box::pin(state.store.put(object_key, object.clone()))).await;
            timer.stop();
            if let Err(refusal) = put.map_err(Refusal::from).and_then(|put| put.map_err(Refusal::from)) {
                // Late or failed, the object may be there all the same. No row will ever name it.
                delete_object(state, &sealed);
                return Err(refusal);
            }
            measures::count_document_bytes(object.len());
        }
        let timer = measures::time(Stage::Commit);
        let inserted = deadline.within(insert(state, &sealed.ticket)).await;
        timer.stop();
        // Late: the statement may be committed at this very moment.
        match inserted.map_err(|_late| Refusal::OutcomeUnknown)? {
            Ok(()) => {
                state.wake.wake();
                let answer_due_at = sealed.ticket.answer_due_at;
                Ok(Acceptance::New(Receipt::new(number, submitted_at, answer_due_at, self.content())))
            }
            Err(error) => self.not_inserted(state, &sealed, error).await,
        }
    }

    async fn not_inserted(
        &self,
        state: &State,
        sealed: &SealedTicket,
        error: InsertError,
    ) -> Result<Acceptance, Refusal> {
        let number = sealed.ticket.number;
        if !matches!(error, InsertError::Unknown(_)) {
            delete_object(state, sealed);
        }
        match error {
            InsertError::Unknown(error) => {
                tracing::warn!(error = cause(&error), ticket.number = %number, "the connection ended at the commit: \
                    its outcome is not known");
                Err(Refusal::OutcomeUnknown)
            }
            InsertError::NotWritten(error) => Err(error.into()),
            InsertError::NumberTaken => {
                tracing::error!(ticket.number = %number, "a leased ticket number was taken already: leasing a new \
                    block");
                state.numbers.forget(number.form(), number.day());
                Err(Refusal::Unavailable)
            }
            InsertError::KeyTaken => self.replayed(state).await?.ok_or(Refusal::Unavailable),
            // By the same submission, sent twice at the same moment, or by another tab.
            InsertError::TurnTaken => match self.replayed(state).await? {
                Some(acceptance) => Ok(acceptance),
                None => match (self.filed_before(state).await?.open, &sealed.ticket.captcha) {
                    (Some(open), Some(captcha)) => Err(self.already_open(state, captcha, open).await?),
                    _ => Err(Refusal::Unavailable),
                },
            },
            InsertError::TooManyFiled => {
                self.check_counts(state, &sealed.ticket.counts).await?;
                Err(Refusal::Unavailable)
            }
            // By the same submission, sent twice at the same moment, or by another one.
            InsertError::CaptchaSpent => self.replayed(state).await?.ok_or_else(captcha_spent),
        }
    }

    async fn filed_before(&self, state: &State) -> Result<filed_tickets::FiledBefore, Refusal> {
        let person = person::index(&state.vault, self.content());
        Ok(self.deadline.within(filed_tickets::of_person(&state.pool, &person, self.content().form().code)).await??)
    }

    /// The ticket of the same submission that was faster, if that is what was in the way.
    async fn replayed(&self, state: &State) -> Result<Option<Acceptance>, Refusal> {
        let Some(resend) = &self.resend else { return Ok(None) };
        let receipt = self.deadline.within(resend.receipt(state, self.content())).await??;
        Ok(receipt.map(Acceptance::Replayed))
    }
}

async fn insert(state: &State, ticket: &NewTicket) -> Result<(), InsertError> {
    // Taken first: without a connection nothing was sent.
    let mut connection = state.pool.acquire().await.map_err(InsertError::NotWritten)?;
    tickets::insert(&mut connection, ticket).await
}

fn captcha_spent() -> Refusal {
    Refusal::Faulty(vec![Fault::invalid(texts::captcha().spent())])
}

/// Deletes an object that no row names, without waiting. What this misses is swept away a day later.
fn delete_object(state: &State, sealed: &SealedTicket) {
    let Some((object_key, _)) = &sealed.object else { return };
    let (store, object_key) = (state.store.clone(), object_key.clone());
    tokio::spawn(async move {
        if let Err(error) = store.delete(&object_key).await {
            tracing::warn!(error = cause(&error), "an object without a ticket stays until the sweep");
        }
    });
}
