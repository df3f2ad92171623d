//! An officer decides what a ticket asks for an applicant's account, and accounts carries it out (docs/adr/0058).
//!
//! The command lies in the desks' tables before its message is sent. The ticket keeps its stage (Proses) until accounts
//! has reported: that report answers it, under the name of the officer who approved. What a complaint froze is removed
//! or released by a second officer (docs/adr/0061).

use audit::{Action, Subject};
use database::{Connection, NewMessage};
use domain::{Stage, TicketNumber};
use jiff::{SignedDuration, Timestamp};
use messages::{AccountCommandRequested, CommandKind, CommandOutcome, VERSION, topology};
use runtime::telemetry;
use uuid::Uuid;

use crate::store::account_commands::{self, NewCommand};
use crate::store::cases::{self, Case, Claim};
use crate::store::timeline::{self, Step};
use crate::{Caller, Desks, Fitting, Given, NewAnswer, Refusal, events, give, measures, sealed, visible};

/// How long accounts has for its report before the command is sent again: longer than a service takes to start anew.
pub const PATIENCE: SignedDuration = SignedDuration::from_mins(2);

/// What is asked of accounts.
#[derive(Clone, Copy, Debug)]
pub struct Ask {
    /// What it is.
    pub kind: CommandKind,
    /// The account that the officer saw.
    pub account: Uuid,
    /// When accounts carries it out; `None`: at once.
    pub expected_at: Option<Timestamp>,
}

/// Approves what the ticket asks for the account that the officer saw: an answer that counts once, or that the account
/// is frozen.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn approve(desks: &Desks, caller: &Caller, number: TicketNumber, ask: Ask) -> Result<(), Refusal> {
    let now = desks.now();
    let mut transaction = desks.pool.begin().await?;
    let case = visible(cases::lock(&mut transaction, number).await?, caller)?;
    sealed(&mut *transaction, number).await?;
    is_unanswered(&case)?;
    if case.is_held_from(caller.id(), now) {
        return Err(Refusal::ClaimedByAnother);
    }
    if account_commands::waits(&mut *transaction, number).await? {
        return Err(Refusal::AwaitsAccounts);
    }
    let own = case.claim_at(now).filter(|claim| claim.by == caller.id());
    let expires_at = now.saturating_add(desks.claim_for).unwrap_or(Timestamp::MAX);
    let since = own.map_or(now, |claim| claim.since);
    cases::claim(&mut *transaction, number, Claim { by: caller.id(), since, expires_at }).await?;
    if case.stage == Stage::Received {
        timeline::add(&mut *transaction, &[number], Step { stage: Stage::Processing, desk: case.desk, at: now })
            .await?;
    }
    command(&mut transaction, desks, caller, &case, ask).await?;
    transaction.commit().await?;
    desks.relay_wake.wake();
    if case.stage == Stage::Received {
        measures::reached(case.desk, Stage::Processing);
    }
    Ok(())
}

/// A second officer, who supervises the desk, has the account removed that the ticket froze, or released again. It
/// takes nobody's claim, and nobody's claim stands against it.
///
/// # Errors
/// The refusal says why: [`Refusal::SameOfficer`] for whoever froze it. Nothing was changed then.
pub async fn decide_again(desks: &Desks, caller: &Caller, number: TicketNumber, ask: Ask) -> Result<(), Refusal> {
    let mut transaction = desks.pool.begin().await?;
    let case = visible(cases::lock(&mut transaction, number).await?, caller)?;
    if !caller.may_supervise(case.desk) {
        return Err(Refusal::SupervisorsOnly);
    }
    let frozen = account_commands::frozen(&mut *transaction, number).await?.ok_or(Refusal::OtherAccount)?;
    if frozen.account != ask.account {
        return Err(Refusal::OtherAccount);
    }
    if frozen.asked_by == caller.id() {
        return Err(Refusal::SameOfficer);
    }
    if ask.kind == CommandKind::Remove {
        is_unanswered(&case)?;
        sealed(&mut *transaction, number).await?;
    }
    if frozen.is_decided(ask.kind) {
        return Err(Refusal::AwaitsAccounts);
    }
    command(&mut transaction, desks, caller, &case, ask).await?;
    transaction.commit().await?;
    desks.relay_wake.wake();
    Ok(())
}

fn is_unanswered(case: &Case) -> Result<(), Refusal> {
    match case.stage {
        Stage::Submitted => Err(Refusal::NotReceived),
        Stage::Answered => Err(Refusal::AlreadyAnswered),
        Stage::Received | Stage::Processing => Ok(()),
    }
}

/// Writes the command, its entry in the audit log and its message. The caller holds the case.
async fn command(
    on: &mut Connection,
    desks: &Desks,
    caller: &Caller,
    case: &Case,
    ask: Ask,
) -> Result<(), sqlx::Error> {
    let (id, now, number) = (desks.clock.new_id(), desks.now(), case.number);
    let due_at = ask.expected_at.unwrap_or(now).saturating_add(PATIENCE).unwrap_or(Timestamp::MAX);
    account_commands::add(on, &NewCommand { id, number, ask, by: caller.id(), at: now, due_at }).await?;
    let action = match ask.kind {
        CommandKind::Answer | CommandKind::Freeze => Action::AccountApproved,
        CommandKind::Remove => Action::RemovalConfirmed,
        CommandKind::Lift => Action::FreezeLifted,
    };
    let entry = caller.entry(now, action).ticket(number, case.desk).about(Subject::Applicant(ask.account));
    audit::record(&mut *on, &entry.detail(ask.kind.as_str())).await?;
    let message = request(desks.clock.new_id(), id, number, now, telemetry::current_traceparent());
    events::add(on, &[message]).await
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
    let asked = AccountCommandRequested { version: VERSION, event_id, command_id, ticket_number, at };
    events::message(event_id, topology::ACCOUNT_COMMANDS, AccountCommandRequested::KEY, &asked, traceparent)
}

/// Writes down what accounts reports, in the caller's transaction: a ticket that has got what it asked for gets its
/// answer, in the words for that kind of command. `None` when there is nothing to answer: it was told before, the
/// account is only frozen, released or gone, or the ticket was erased.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn settle_command(
    on: &mut Connection,
    desks: &Desks,
    (id, number, outcome): (Uuid, TicketNumber, CommandOutcome),
    words: impl FnOnce(CommandKind) -> Result<Option<Fitting>, Refusal>,
) -> Result<Option<Given>, Refusal> {
    let now = desks.now();
    // The case before the command, as whoever approves.
    let case = cases::lock(&mut *on, number).await?;
    let Some((kind, officer)) = account_commands::settle(&mut *on, id, number, outcome, now).await? else {
        return Ok(None);
    };
    if outcome != CommandOutcome::Done {
        return Ok(None);
    }
    if kind == CommandKind::Lift {
        account_commands::lift(&mut *on, number, now).await?;
    }
    let Some(words) = words(kind)? else { return Ok(None) };
    let Some(case) = case.filter(|case| case.stage != Stage::Answered) else { return Ok(None) };
    let ticket = match sealed(&mut *on, number).await {
        Ok(ticket) => ticket,
        Err(Refusal::Erased | Refusal::Restricted) => return Ok(None),
        Err(refusal) => return Err(refusal),
    };
    let traceparent = telemetry::current_traceparent();
    let new = NewAnswer { case: &case, ticket: &ticket, words: &words, corrects: None, traceparent };
    give(on, desks, &Caller::approver(officer, case.desk), new).await.map(Some)
}
