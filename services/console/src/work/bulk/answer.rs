//! Answering the tickets of bulk answers, one transaction each.

use audit::{Action, Actor, Entry, Subject};
use database::Connection;
use desk::store::answers;
use desk::store::cases::{self, Case};
use desk::store::tickets::SealedTicket;
use desk::{Caller, Desks, Digits, Fitting, Given, NewAnswer, Refusal, Unfit, sealed};
use domain::{Desk, Stage};
use officers::Role;
use runtime::telemetry::{self, cause};
use uuid::Uuid;

use crate::store::bulk::{self, Next, Outcome};

/// Answers the next ticket of the oldest bulk answer that is at work; whether there was one.
pub(crate) async fn answer_next(desks: &Desks) -> Result<bool, Refusal> {
    let Some(id) = bulk::at_work(&desks.pool).await? else { return Ok(false) };
    let mut transaction = desks.pool.begin().await?;
    let Some(next) = bulk::lock_next(&mut transaction, id).await? else {
        bulk::finish(&mut *transaction, id, desks.now()).await?;
        transaction.commit().await?;
        return Ok(false);
    };
    if !still_supervises(&mut transaction, next.by, next.desk).await? {
        bulk::stop(&mut *transaction, id, desks.now()).await?;
        let entry = Entry::new(desks.now(), Actor::Nobody, Action::BulkAnswer).desk(next.desk);
        let entry = entry.about(Subject::Officer(next.by));
        audit::record(&mut *transaction, &entry.detail(format!("stopped {id} supervisor_lost"))).await?;
        transaction.commit().await?;
        tracing::warn!(bulk.id = %id, "a bulk answer is paused: its supervisor has lost the right");
        return Ok(true);
    }
    let caller = Caller::supervisor(next.by, next.desk);
    let case = cases::lock(&mut transaction, next.number).await?.filter(|case| case.desk == next.desk);
    let ticket = match sealed(&mut *transaction, next.number).await {
        Ok(ticket) => Some(ticket),
        Err(Refusal::Erased | Refusal::Restricted) => None,
        Err(refusal) => return Err(refusal),
    };
    let came_back = answers::newest(&mut *transaction, next.number).await?.is_some();
    let (outcome, given) = match (case, ticket) {
        (None, _) => (Outcome::Elsewhere, None),
        (Some(_), None) => (Outcome::Erased, None),
        // One that came back was answered: what its applicant wrote since is for somebody to read.
        (Some(case), Some(_)) if case.stage == Stage::Answered || came_back => (Outcome::AlreadyAnswered, None),
        (Some(case), Some(_)) if case.stage == Stage::Submitted => (Outcome::Elsewhere, None),
        // One that rests belongs to whoever asked its applicant.
        (Some(case), Some(_)) if case.rests_until.is_some() || case.is_held_from(caller.id(), desks.now()) => {
            (Outcome::Claimed, None)
        }
        (Some(case), Some(ticket)) => answer_one(&mut transaction, desks, &caller, &next, (&case, &ticket)).await?,
    };
    bulk::settle(&mut *transaction, id, next.position, outcome).await?;
    transaction.commit().await?;
    if let Some(given) = given {
        given.notify(desks);
    }
    Ok(true)
}

/// Answers a ticket that is free, unless the text does not fit it.
async fn answer_one(
    on: &mut Connection,
    desks: &Desks,
    caller: &Caller,
    next: &Next,
    (case, ticket): (&Case, &SealedTicket),
) -> Result<(Outcome, Option<Given>), Refusal> {
    let words = match words_for(desks, next, case, ticket) {
        Ok(Ok(words)) => words,
        Ok(Err(Unfit::Fields(_))) => return Ok((Outcome::Incomplete, None)),
        Ok(Err(Unfit::Digits)) => return Ok((Outcome::Digits, None)),
        Ok(Err(Unfit::Text(_))) => return Ok((Outcome::Unfit, None)),
        Err(refusal) => {
            // One such ticket must not hold up the others.
            tracing::error!(
                error = cause(&refusal),
                ticket.number = %next.number,
                "a ticket of a bulk answer stays unanswered"
            );
            return Ok((Outcome::Failed, None));
        }
    };
    let traceparent = telemetry::current_traceparent();
    let new = NewAnswer { case, ticket, words: &words, corrects: None, traceparent };
    match desk::give(on, desks, caller, new).await {
        Ok(given) => Ok((Outcome::Answered, Some(given))),
        // What an officer approved is answered by itself.
        Err(Refusal::AwaitsAccounts) => Ok((Outcome::Claimed, None)),
        Err(refusal) => Err(refusal),
    }
}

/// The text with what this ticket says, judged as if it were written for this ticket alone.
fn words_for(
    desks: &Desks,
    next: &Next,
    case: &Case,
    ticket: &SealedTicket,
) -> Result<Result<Fitting, Unfit>, Refusal> {
    let content = desk::content(&desks.vault.open_data_key(&ticket.data_key)?, ticket)?;
    let words = Fitting::merged(&next.body, &content, case, Digits::of(next.with_digits));
    Ok(words.map(|words| words.from_template(next.template)))
}

/// Whether the officer may still do this at the desk. The account is held until the ticket is answered, so that nobody
/// closes it in between.
async fn still_supervises(on: &mut Connection, id: Uuid, desk: Desk) -> Result<bool, Refusal> {
    Ok(officers::holds_role(on, id, Role::Supervisor, desk).await?)
}
