//! An officer asks the applicant one question. The ticket rests until the reply or the deadline, whichever comes first
//! (docs/adr/0050).

use audit::{Action, Actor, Entry};
use database::{Connection, Schema};
use domain::{Desk, Stage, Text, TextRule, TicketNumber};
use jiff::{SignedDuration, Timestamp};
use messages::LetterKind;
use runtime::telemetry;
use uuid::Uuid;
use vault::{Context, Sealed};

use crate::store::cases::{self, Claim};
use crate::store::questions::{self, Ended, NewQuestion};
use crate::store::timeline::{self, Step};
use crate::{Caller, Desks, Refusal, measures, sealed, visible};

/// The rule of a question: 1 to 1000 characters.
pub const QUESTION: TextRule = TextRule::Narrative { max: 1000 };

/// Questions that a ticket may have: whoever needs more should answer, and say what is to be filed anew.
pub const MOST_QUESTIONS: i64 = 3;

/// For how many days an applicant may be waited for; the second is meant as a rule.
pub const DAYS: [i64; 3] = [3, 7, 14];

/// Asks the applicant, and lets the ticket rest for `days`. The officer holds it all the time. Returns until when.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn ask(
    desks: &Desks,
    caller: &Caller,
    number: TicketNumber,
    text: &Text,
    days: i64,
) -> Result<Timestamp, Refusal> {
    let now = desks.now();
    let due_at = now.saturating_add(SignedDuration::from_hours(24 * days)).unwrap_or(Timestamp::MAX);
    let mut transaction = desks.pool.begin().await?;
    let case = visible(cases::lock(&mut transaction, number).await?, caller)?;
    let ticket = sealed(&mut *transaction, number).await?;
    match case.stage {
        Stage::Submitted => return Err(Refusal::NotReceived),
        Stage::Answered => return Err(Refusal::AlreadyAnswered),
        Stage::Received | Stage::Processing => {}
    }
    if case.is_held_from(caller.id(), now) {
        return Err(Refusal::ClaimedByAnother);
    }
    if case.rests_until.is_some() {
        return Err(Refusal::AlreadyAsked);
    }
    let so_far = questions::so_far(&mut *transaction, number).await?;
    if so_far.unread {
        return Err(Refusal::ReplyUnread);
    }
    if so_far.asked >= MOST_QUESTIONS {
        return Err(Refusal::AskedTooOften);
    }
    let id = desks.clock.new_id();
    let body =
        desks.vault.open_data_key(&ticket.data_key)?.seal(&entry_context(id, ticket.id), text.expose().as_bytes())?;
    let new = NewQuestion { id, number, body: &body, by: caller.id(), at: now, due_at };
    questions::add(&mut *transaction, &new).await?;
    let own = case.claim_at(now).filter(|claim| claim.by == caller.id());
    let since = own.map_or(now, |claim| claim.since);
    cases::claim(&mut *transaction, number, Claim { by: caller.id(), since, expires_at: due_at }).await?;
    cases::rest(&mut *transaction, number, due_at).await?;
    if case.stage == Stage::Received {
        let step = Step { stage: Stage::Processing, desk: case.desk, at: now };
        timeline::add(&mut *transaction, &[number], step).await?;
    }
    let entry = caller.entry(now, Action::Ask).ticket(number, case.desk).detail(format!("{days} days"));
    audit::record(&mut *transaction, &entry).await?;
    let (kind, trace) = (LetterKind::TicketAsked, telemetry::current_traceparent());
    letters::about_ticket(&mut transaction, Schema::Desk, kind, number, &desks.clock, trace).await?;
    transaction.commit().await?;
    desks.relay_wake.wake();
    measures::asked(case.desk);
    if case.stage == Stage::Received {
        measures::reached(case.desk, Stage::Processing);
    }
    Ok(due_at)
}

/// Whether the applicant replied since somebody saw so many replies; never for whoever does not say how many.
///
/// # Errors
/// When the database is away.
pub async fn replied_since(desks: &Desks, number: TicketNumber, seen: Option<i64>) -> Result<bool, Refusal> {
    let Some(seen) = seen else { return Ok(false) };
    Ok(questions::so_far(&desks.pool, number).await?.replies > seen)
}

/// Ends what is asked, in the transaction that holds the case: an answer or a hand-over makes a reply needless. A reply
/// that the desk does not know yet is to be read first by an officer; what an agency reports has happened already.
pub(crate) async fn end_question(
    on: &mut Connection,
    desks: &Desks,
    caller: &Caller,
    number: TicketNumber,
    ended: Ended,
) -> Result<Option<Timestamp>, Refusal> {
    let now = desks.now();
    let so_far = questions::so_far(&mut *on, number).await?;
    if so_far.unread && caller.is_officer() {
        return Err(Refusal::ReplyUnread);
    }
    if so_far.asked == 0 {
        return Ok(None);
    }
    let due_at = questions::end(&mut *on, &desks.calendar(), number, ended, now, now).await?;
    if ended == Ended::Answered {
        questions::close_all(on, number, now).await?;
    }
    Ok(due_at)
}

/// Ends the question of a ticket whose case is held, because the applicant replied or did not: the ticket comes back to
/// its desk, and to whoever held it all the time, for as long as a claim lasts. Whether a question was open.
///
/// # Errors
/// When the database is away.
pub async fn come_back(
    on: &mut Connection,
    desks: &Desks,
    number: TicketNumber,
    desk: Desk,
    ended: Ended,
) -> Result<bool, sqlx::Error> {
    let now = desks.now();
    let held_until = now.saturating_add(desks.claim_for).unwrap_or(Timestamp::MAX);
    if questions::end(&mut *on, &desks.calendar(), number, ended, now, held_until).await?.is_none() {
        return Ok(false);
    }
    let entry = Entry::new(now, Actor::Nobody, Action::Return).ticket(number, desk).detail(ended.as_str());
    audit::record(on, &entry).await?;
    Ok(true)
}

/// Where what is said besides answers is sealed.
pub(crate) fn entry_context(id: Uuid, ticket_id: Uuid) -> Context {
    Sealed::Entry(id).of(ticket_id)
}
