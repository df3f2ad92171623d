//! A caller answers a ticket (Jawaban). A constraint makes that happen once; a correction adds a revision, and so does
//! the one further answer to a ticket that came back.

use audit::Action;
use database::{Connection, Schema};
use domain::{Stage, TicketNumber};
use jiff::Timestamp;
use messages::{EventKind, LetterKind};
use runtime::telemetry;

use crate::ask::end_question;
use crate::events::{self, CaseEvent};
use crate::measures::{self, Answerer};
use crate::open::answer_context;
use crate::report::imply_received;
use crate::store::account_commands;
use crate::store::answers::{self, Added, SealedNewAnswer, Turn};
use crate::store::cases::{self, Case};
use crate::store::drafts;
use crate::store::questions::Ended;
use crate::store::tickets::SealedTicket;
use crate::store::timeline::{self, Step};
use crate::{Caller, Desks, Fitting, Refusal, sealed, visible};

/// What was written.
#[derive(Clone, Copy, Debug)]
pub struct Answered {
    /// Which revision it is: 1 is the first answer.
    pub revision: i32,
    /// When it was given.
    pub answered_at: Timestamp,
}

/// An answer that is to be written to a case.
pub struct NewAnswer<'a> {
    /// The case: locked, received and free for who answers.
    pub case: &'a Case,
    /// Its ticket.
    pub ticket: &'a SealedTicket,
    /// What the applicant will read.
    pub words: &'a Fitting,
    /// The newest revision, when this corrects it.
    pub corrects: Option<i32>,
    /// The trace that the answer belongs to.
    pub traceparent: Option<String>,
}

/// An answer that is written and not committed yet.
#[must_use]
pub struct Given {
    case: Case,
    by: Answerer,
    answered: Answered,
    corrects: bool,
}

/// Answers a ticket, or corrects the revision `corrects`, which must be the newest.
///
/// An agency's answer implies that it has the ticket. Answer, timeline, audit entry and event commit together. Whether
/// there is an answer already is decided by the table's key.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn answer(
    desks: &Desks,
    caller: &Caller,
    number: TicketNumber,
    words: &Fitting,
    corrects: Option<i32>,
) -> Result<Answered, Refusal> {
    imply_received(desks, caller, number).await?;
    let mut transaction = desks.pool.begin().await?;
    let case = visible(cases::lock(&mut transaction, number).await?, caller)?;
    let ticket = sealed(&mut *transaction, number).await?;
    if case.stage == Stage::Submitted {
        return Err(Refusal::NotReceived);
    }
    if case.is_held_from(caller.id(), desks.now()) {
        return Err(Refusal::ClaimedByAnother);
    }
    let traceparent = telemetry::current_traceparent();
    let new = NewAnswer { case: &case, ticket: &ticket, words, corrects, traceparent };
    let given = give(&mut transaction, desks, caller, new).await?;
    transaction.commit().await?;
    given.notify(desks);
    Ok(given.answered)
}

/// Writes an answer, in the transaction that holds its case. Every answer is given here, whoever gives it.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn give(on: &mut Connection, desks: &Desks, caller: &Caller, new: NewAnswer<'_>) -> Result<Given, Refusal> {
    let NewAnswer { case, ticket, words, corrects, traceparent } = new;
    let (number, now) = (case.number, desks.now());
    if !caller.is_approver() && account_commands::waits(&mut *on, number).await? {
        return Err(Refusal::AwaitsAccounts);
    }
    let (revision, turn) = place(&mut *on, case, corrects).await?;
    let body = desks
        .vault
        .open_data_key(&ticket.data_key)?
        .seal(&answer_context(revision, ticket.id), words.text().expose().as_bytes())?;
    let answer = SealedNewAnswer {
        number,
        revision,
        turn,
        body: &body,
        template: words.template(),
        desk: case.desk,
        answered_by: caller.answerer_id(),
        answered_at: now,
    };
    match (answers::add(&mut *on, &answer).await?, corrects) {
        (Added::Yes, _) => {}
        (Added::RevisionTaken, None) => return Err(Refusal::AlreadyAnswered),
        (Added::RevisionTaken | Added::NothingToCorrect, _) => return Err(Refusal::OutdatedCorrection),
    }
    if corrects.is_none() {
        end_question(&mut *on, desks, caller, number, Ended::Answered).await?;
        cases::mark_answered(&mut *on, number).await?;
        timeline::add(&mut *on, &[number], Step { stage: Stage::Answered, desk: case.desk, at: now }).await?;
    }
    let entry = caller.entry(now, Action::Answer).ticket(number, case.desk).detail(revision.to_string());
    audit::record(&mut *on, &entry).await?;
    if caller.is_officer() {
        drafts::forget(&mut *on, number, caller.id()).await?;
    }
    let kind = LetterKind::TicketAnswered;
    letters::about_ticket(&mut *on, Schema::Desk, kind, number, &desks.clock, traceparent.clone()).await?;
    let event = CaseEvent { kind: EventKind::Answered, number, form: case.form, desk: case.desk, at: now, traceparent };
    events::add(on, &[event.message(&desks.clock)]).await?;
    let answered = Answered { revision, answered_at: now };
    Ok(Given { case: *case, by: caller.answerer(), answered, corrects: corrects.is_some() })
}

/// Which revision a new answer has, and what it answers. A ticket that came back gets one more answer, and no
/// correction of what it came back from.
async fn place(on: &mut Connection, case: &Case, corrects: Option<i32>) -> Result<(i32, Turn), Refusal> {
    let answered = case.stage == Stage::Answered;
    let newest = answers::newest(on, case.number).await?;
    match (corrects, newest) {
        (None, Some((revision, _turn))) if !answered => Ok((revision.saturating_add(1), Turn::FollowUp)),
        (None, _) => Ok((1, Turn::First)),
        (Some(_), Some(_)) if !answered => Err(Refusal::OutdatedCorrection),
        (Some(corrected), newest) => {
            Ok((corrected.saturating_add(1), newest.map_or(Turn::First, |(_revision, turn)| turn)))
        }
    }
}

impl Given {
    /// After the commit: sends what happened on its way, and counts it.
    pub fn notify(&self, desks: &Desks) {
        desks.relay_wake.wake();
        let Self { case, by, answered, corrects } = self;
        if answered.revision == 1 {
            measures::first_answered(case.desk, *by, case.submitted_at, answered.answered_at);
        } else if *corrects {
            measures::corrected(case.desk, *by);
        } else {
            measures::followed_up(case.desk, *by);
        }
    }
}
