//! A caller hands a ticket to another desk. The ticket leaves this desk at once and reaches the other one through the
//! queue.

use audit::Action;
use database::Connection;
use domain::{Desk, FormCode, Stage, Text, TicketNumber, catalogue};
use jiff::Timestamp;
use messages::{EventKind, TicketRouted, VERSION};
use runtime::telemetry;

use crate::ask::end_question;
use crate::events::{self, CaseEvent};
use crate::open::transfer_context;
use crate::report::imply_received;
use crate::store::account_commands;
use crate::store::cases::{self, Case};
use crate::store::questions::Ended;
use crate::store::transfers::{self, NewTransfer};
use crate::{Caller, Desks, Refusal, measures, sealed, visible};

/// What was written.
#[derive(Clone, Copy, Debug)]
pub struct HandedOver {
    /// The desk that had it.
    pub from: Desk,
    /// When.
    pub transferred_at: Timestamp,
}

/// Whether no person works at this desk: what arrives there is answered at once, and for good.
#[must_use]
pub fn answers_by_itself(desk: Desk) -> bool {
    desk == Desk::DukcapilGuidance
}

/// Whether tickets of this form can go to the desk. One that answers by itself takes only those that its answer is for.
#[must_use]
pub fn can_go_to(form: FormCode, desk: Desk) -> bool {
    !answers_by_itself(desk) || catalogue::by_code(form).and_then(|form| form.desk) == Some(desk)
}

/// A hand-over that is written and not committed yet.
#[must_use]
pub struct Handed {
    to: Desk,
    handed_over: HandedOver,
}

/// Hands the ticket to the desk `to`. From the commit on it is gone here; the message that carries it commits with it.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn transfer(
    desks: &Desks,
    caller: &Caller,
    number: TicketNumber,
    to: Desk,
    reason: &Text,
) -> Result<HandedOver, Refusal> {
    imply_received(desks, caller, number).await?;
    let mut transaction = desks.pool.begin().await?;
    let case = visible(cases::lock(&mut transaction, number).await?, caller)?;
    let handed = hand_over(&mut transaction, desks, caller, &case, to, reason).await?;
    transaction.commit().await?;
    handed.notify(desks);
    Ok(handed.handed_over)
}

/// Writes a hand-over, in the transaction that holds its case. Every hand-over is written here, whoever makes it.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn hand_over(
    on: &mut Connection,
    desks: &Desks,
    caller: &Caller,
    case: &Case,
    to: Desk,
    reason: &Text,
) -> Result<Handed, Refusal> {
    let (number, now) = (case.number, desks.now());
    let ticket = sealed(&mut *on, number).await?;
    match case.stage {
        Stage::Submitted => return Err(Refusal::NotReceived),
        Stage::Answered => return Err(Refusal::AlreadyAnswered),
        Stage::Received | Stage::Processing => {}
    }
    if case.is_held_from(caller.id(), now) {
        return Err(Refusal::ClaimedByAnother);
    }
    if account_commands::waits(&mut *on, number).await? {
        return Err(Refusal::AwaitsAccounts);
    }
    if case.desk == to {
        return Err(Refusal::SameDesk);
    }

    if !can_go_to(case.form, to) {
        return Err(Refusal::AnswersByItself);
    }

    let event_id = desks.clock.new_id();
    let sealed_reason = desks
        .vault
        .open_data_key(&ticket.data_key)?
        .seal(&transfer_context(event_id, ticket.id), reason.expose().as_bytes())?;
    let new = NewTransfer { event_id, number, from: case.desk, to, reason: &sealed_reason, by: caller.id(), at: now };
    transfers::add(&mut *on, &new).await?;
    let answer_due_at = end_question(&mut *on, desks, caller, number, Ended::HandedOver).await?;
    cases::hand_over(&mut *on, number, to).await?;
    let entry = caller.entry(now, Action::Transfer).ticket(number, case.desk).detail(to.as_str());
    audit::record(&mut *on, &entry).await?;
    let carrier = TicketRouted {
        version: VERSION,
        event_id,
        ticket_number: number,
        ticket_id: case.ticket_id,
        form: case.form,
        desk: to,
        submitted_at: case.submitted_at,
        answer_due_at: answer_due_at.unwrap_or(case.answer_due_at),
        documents: u8::try_from(ticket.documents.len()).unwrap_or(u8::MAX),
        transferred: true,
        follow_up: false,
    };
    let traceparent = telemetry::current_traceparent();
    let event = CaseEvent {
        kind: EventKind::Transferred,
        number,
        form: case.form,
        desk: case.desk,
        at: now,
        traceparent: traceparent.clone(),
    };
    events::add(on, &[events::to_desk(&carrier, traceparent), event.message(&desks.clock)]).await?;
    Ok(Handed { to, handed_over: HandedOver { from: case.desk, transferred_at: now } })
}

impl Handed {
    /// After the commit: sends the ticket on its way, and counts it.
    pub fn notify(&self, desks: &Desks) {
        desks.relay_wake.wake();
        measures::reached(self.to, Stage::Submitted);
    }
}
