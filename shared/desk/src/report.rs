//! Stages that an agency reports from its own system. An agency reports in any order: a later stage implies the earlier
//! ones, and an earlier one that comes late changes nothing.

use audit::Action;
use database::Connection;
use domain::{Stage, TicketNumber};
use jiff::Timestamp;
use messages::EventKind;
use runtime::telemetry;

use crate::arrival::case_of;
use crate::events::{self, CaseEvent};
use crate::store::cases::{self, Case};
use crate::store::timeline::{self, Step};
use crate::take::{measure, take};
use crate::{Caller, Desks, Refusal, measures, sealed, visible};

/// The caller's own system has the ticket (Diterima).
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn report_received(desks: &Desks, caller: &Caller, number: TicketNumber) -> Result<Case, Refusal> {
    visible(case_of(desks, number).await?, caller)?;
    let now = desks.now();
    let mut transaction = desks.pool.begin().await?;
    let case = visible(cases::lock(&mut transaction, number).await?, caller)?;
    sealed(&mut *transaction, number).await?;
    if case.stage != Stage::Submitted {
        return Ok(case);
    }
    let case = receive(&mut transaction, desks, caller, case, now).await?;
    transaction.commit().await?;
    desks.relay_wake.wake();
    measures::reached(case.desk, Stage::Received);
    Ok(case)
}

/// What an agency's system does with a ticket says that the ticket has arrived there, whether or not it reported that
/// before, and whether or not it read it: a later stage implies the earlier ones. For an officer a ticket that is on
/// its way is not there yet.
pub(crate) async fn imply_received(desks: &Desks, caller: &Caller, number: TicketNumber) -> Result<(), Refusal> {
    if caller.is_officer() {
        return Ok(());
    }
    let case = visible(case_of(desks, number).await?, caller)?;
    if case.stage == Stage::Submitted {
        report_received(desks, caller, number).await?;
    }
    Ok(())
}

/// Somebody at the caller's works on the ticket (Proses): a claim, so that nobody else takes it; reported again, it
/// lasts longer.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn report_processing(desks: &Desks, caller: &Caller, number: TicketNumber) -> Result<Case, Refusal> {
    visible(case_of(desks, number).await?, caller)?;
    let now = desks.now();
    let mut transaction = desks.pool.begin().await?;
    let case = visible(cases::lock(&mut transaction, number).await?, caller)?;
    sealed(&mut *transaction, number).await?;
    if case.stage == Stage::Answered {
        return Ok(case);
    }
    if case.is_held_from(caller.id(), now) {
        return Err(Refusal::ClaimedByAnother);
    }
    let arrives = case.stage == Stage::Submitted;
    let case = if arrives { receive(&mut transaction, desks, caller, case, now).await? } else { case };
    let taken = take(&mut transaction, desks, caller, case, Action::Claim).await?;
    transaction.commit().await?;
    desks.relay_wake.wake();
    if arrives {
        measures::reached(case.desk, Stage::Received);
    }
    measure(&case);
    Ok(taken)
}

/// Writes down that a case which was on its way has arrived at the caller's.
async fn receive(
    on: &mut Connection,
    desks: &Desks,
    caller: &Caller,
    case: Case,
    now: Timestamp,
) -> Result<Case, Refusal> {
    cases::mark_received(&mut *on, case.number).await?;
    timeline::add(&mut *on, &[case.number], Step { stage: Stage::Received, desk: case.desk, at: now }).await?;
    audit::record(&mut *on, &caller.entry(now, Action::Receive).ticket(case.number, case.desk)).await?;
    let event = CaseEvent {
        kind: EventKind::Received,
        number: case.number,
        form: case.form,
        desk: case.desk,
        at: now,
        traceparent: telemetry::current_traceparent(),
    };
    events::add(on, &[event.message(&desks.clock)]).await?;
    Ok(Case { stage: Stage::Received, ..case })
}
