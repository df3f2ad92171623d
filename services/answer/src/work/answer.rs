//! Answering a ticket (Jawaban): once, by constraint; a correction adds a revision.

use audit::Action;
use domain::{Stage, Text, TicketNumber};
use jiff::Timestamp;
use messages::EventKind;
use runtime::telemetry;

use super::open::answer_context;
use super::{Refusal, sealed, visible};
use crate::App;
use crate::caller::Caller;
use crate::events::{self, Happened};
use crate::measures::{self, Answerer};
use crate::store::answers::{self, Added, NewAnswer};
use crate::store::timeline::{self, Step};
use crate::store::{cases, drafts};

/// What was written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answered {
    pub(crate) revision: i32,
    pub(crate) answered_at: Timestamp,
}

/// Answers a ticket, or corrects the revision `corrects`, which must be the newest.
///
/// Answer, timeline, audit entry and event commit together. Whether there is an answer already is decided by the table's key.
pub(crate) async fn answer(
    app: &App,
    caller: &Caller,
    number: TicketNumber,
    text: &Text,
    corrects: Option<i32>,
) -> Result<Answered, Refusal> {
    let now = app.now();
    let mut transaction = app.pool.begin().await?;
    let case = visible(cases::lock(&mut transaction, number).await?, caller)?;
    let ticket = sealed(&mut *transaction, number).await?;
    if case.stage == Stage::Submitted {
        return Err(Refusal::NotReceived);
    }
    if case.is_held_from(caller.id(), now) {
        return Err(Refusal::ClaimedByAnother);
    }

    let revision = corrects.map_or(1, |corrected| corrected.saturating_add(1));
    let body = app.vault.open_data_key(&ticket.data_key)?.seal(&answer_context(revision, ticket.id), text.expose().as_bytes())?;
    let new = NewAnswer { number, revision, body: &body, desk: case.desk, answered_by: Some(caller.id()), answered_at: now };
    match (answers::add(&mut *transaction, &new).await?, corrects) {
        (Added::Yes, _) => {}
        (Added::RevisionTaken, None) => return Err(Refusal::AlreadyAnswered),
        (Added::RevisionTaken | Added::NothingToCorrect, _) => return Err(Refusal::OutdatedCorrection),
    }
    if corrects.is_none() {
        let numbers = [number.to_string()];
        cases::mark_answered(&mut *transaction, &numbers).await?;
        timeline::add(&mut *transaction, &numbers, Step { stage: Stage::Answered, desk: case.desk, at: now }).await?;
    }
    let entry = caller.entry(now, Action::Answer).ticket(number, case.desk).detail(revision.to_string());
    audit::record(&mut *transaction, &entry).await?;
    let event = Happened {
        kind: EventKind::Answered,
        number,
        form: case.form,
        desk: case.desk,
        at: now,
        traceparent: telemetry::current_traceparent(),
    };
    if caller.is_officer() {
        drafts::forget(&mut *transaction, number, caller.id()).await?;
    }
    events::add(&mut transaction, &[event.message(&app.clock)]).await?;
    transaction.commit().await?;
    app.relay_wake.wake();

    if corrects.is_none() {
        measures::first_answered(case.desk, Answerer::Officer, case.submitted_at, now);
    } else {
        measures::corrected(case.desk);
    }
    Ok(Answered { revision, answered_at: now })
}
