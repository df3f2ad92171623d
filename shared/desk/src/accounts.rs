//! An officer approves what a ticket asks for an applicant's account, and accounts carries it out
//! (docs/adr/0058).
//!
//! The command lies in the desks' tables before its message is sent. The ticket keeps its stage (Proses) until accounts
//! has reported: that report answers it, under the name of the officer who approved.

use audit::{Action, Subject};
use database::{Connection, NewMessage};
use domain::{Stage, TicketNumber};
use jiff::{SignedDuration, Timestamp};
use messages::{AccountAnswerRequested, CommandOutcome, VERSION, topology};
use runtime::telemetry;
use uuid::Uuid;

use crate::store::account_commands::{self, NewCommand};
use crate::store::cases::{self, Claim};
use crate::store::timeline::{self, Step};
use crate::{Caller, Desks, Fitting, Given, NewAnswer, Refusal, events, give, measures, sealed, visible};

/// How long accounts has for its report before the command is sent again: longer than a service takes to start anew.
pub const PATIENCE: SignedDuration = SignedDuration::from_mins(2);

/// Approves that the person of the ticket gets an answer that counts once, for the account that the officer saw.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn approve_answer(
    desks: &Desks,
    caller: &Caller,
    number: TicketNumber,
    account: Uuid,
) -> Result<(), Refusal> {
    let now = desks.now();
    let mut transaction = desks.pool.begin().await?;
    let case = visible(cases::lock(&mut transaction, number).await?, caller)?;
    sealed(&mut *transaction, number).await?;
    match case.stage {
        Stage::Submitted => return Err(Refusal::NotReceived),
        Stage::Answered => return Err(Refusal::AlreadyAnswered),
        Stage::Received | Stage::Processing => {}
    }
    if case.is_held_from(caller.id(), now) {
        return Err(Refusal::ClaimedByAnother);
    }
    if account_commands::waits(&mut *transaction, number).await? {
        return Err(Refusal::AwaitsAccounts);
    }
    let id = desks.clock.new_id();
    let due_at = now.saturating_add(PATIENCE).unwrap_or(Timestamp::MAX);
    let new = NewCommand { id, number, account, by: caller.id(), at: now, due_at };
    account_commands::add(&mut transaction, &new).await?;
    let own = case.claim_at(now).filter(|claim| claim.by == caller.id());
    let expires_at = now.saturating_add(desks.claim_for).unwrap_or(Timestamp::MAX);
    let since = own.map_or(now, |claim| claim.since);
    cases::claim(&mut *transaction, number, Claim { by: caller.id(), since, expires_at }).await?;
    if case.stage == Stage::Received {
        timeline::add(&mut *transaction, &[number], Step { stage: Stage::Processing, desk: case.desk, at: now })
            .await?;
    }
    let entry = caller.entry(now, Action::AccountApproved).ticket(number, case.desk);
    audit::record(&mut *transaction, &entry.about(Subject::Applicant(account))).await?;
    let message = request(desks.clock.new_id(), id, number, now, telemetry::current_traceparent());
    events::add(&mut transaction, &[message]).await?;
    transaction.commit().await?;
    desks.relay_wake.wake();
    if case.stage == Stage::Received {
        measures::reached(case.desk, Stage::Processing);
    }
    Ok(())
}

/// The message that asks accounts for it, under an id of its own.
#[must_use]
pub fn request(
    event_id: Uuid,
    command_id: Uuid,
    ticket_number: TicketNumber,
    at: Timestamp,
    traceparent: Option<String>,
) -> NewMessage {
    let asked = AccountAnswerRequested { version: VERSION, event_id, command_id, ticket_number, at };
    events::message(event_id, topology::ACCOUNT_COMMANDS, AccountAnswerRequested::KEY, &asked, traceparent)
}

/// Writes down what accounts reports, in the caller's transaction: a ticket whose command is carried out gets its
/// answer. `None` when there is nothing to answer: it was told before, the account is gone, or the ticket was erased.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn settle_command(
    on: &mut Connection,
    desks: &Desks,
    (id, number, outcome): (Uuid, TicketNumber, CommandOutcome),
    words: &Fitting,
) -> Result<Option<Given>, Refusal> {
    let now = desks.now();
    // The case before the command, as whoever approves.
    let case = cases::lock(&mut *on, number).await?;
    let Some(officer) = account_commands::settle(&mut *on, id, number, outcome, now).await? else { return Ok(None) };
    let Some(case) = case.filter(|case| case.stage != Stage::Answered) else { return Ok(None) };
    if outcome == CommandOutcome::AccountGone {
        return Ok(None);
    }
    let ticket = match sealed(&mut *on, number).await {
        Ok(ticket) => ticket,
        Err(Refusal::Erased | Refusal::Restricted) => return Ok(None),
        Err(refusal) => return Err(refusal),
    };
    let traceparent = telemetry::current_traceparent();
    let new = NewAnswer { case: &case, ticket: &ticket, words, corrects: None, traceparent };
    give(on, desks, &Caller::approver(officer, case.desk), new).await.map(Some)
}
