//! A caller takes a ticket (Proses). Two callers never hold the same one, and a claim that runs out frees it.

use audit::Action;
use domain::{Desk, Stage, TicketNumber};

use crate::arrival::case_of;
use crate::report::imply_received;
use crate::store::case_queue;
use crate::store::cases::{self, Case};
use crate::take::{measure, take};
use crate::{Caller, Desks, Refusal, sealed, visible};

/// Takes the next ticket of the desk; `None` when none waits.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn claim_next(desks: &Desks, caller: &Caller, desk: Desk) -> Result<Option<Case>, Refusal> {
    if !caller.may_see(desk) {
        return Err(Refusal::UnknownDesk);
    }
    let now = desks.now();
    let mut transaction = desks.pool.begin().await?;
    let Some(case) = case_queue::lock_next(&mut transaction, desk, now).await? else {
        return Ok(None);
    };
    let taken = take(&mut transaction, desks, caller, case, Action::Claim).await?;
    transaction.commit().await?;
    measure(&case);
    Ok(Some(taken))
}

/// Takes the next ticket of all of the caller's desks, first of the one with the nearest deadline; `None` when none
/// waits.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn claim_next_of_all(desks: &Desks, caller: &Caller) -> Result<Option<Case>, Refusal> {
    let wanted: Vec<Desk> = caller.desks().collect();
    for desk in case_queue::by_next_deadline(&desks.pool, &wanted).await? {
        if let Some(case) = claim_next(desks, caller, desk).await? {
            return Ok(Some(case));
        }
    }
    Ok(None)
}

/// What a caller does when somebody else holds the ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IfHeld {
    /// The caller leaves it there.
    Leave,
    /// The caller takes it all the same, as a supervisor may.
    TakeOver,
}

/// Takes a ticket by its number, or keeps one's own longer.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn claim_named(
    desks: &Desks,
    caller: &Caller,
    desk: Desk,
    number: TicketNumber,
    if_held: IfHeld,
) -> Result<Case, Refusal> {
    if !caller.may_see(desk) {
        return Err(Refusal::UnknownDesk);
    }
    if is_at(desks, caller, desk, number).await? {
        imply_received(desks, caller, number).await?;
    }
    let now = desks.now();
    let mut transaction = desks.pool.begin().await?;
    let case = visible(cases::lock(&mut transaction, number).await?, caller)?;
    if case.desk != desk {
        return Err(Refusal::UnknownTicket);
    }
    sealed(&mut *transaction, number).await?;
    match case.stage {
        Stage::Submitted => return Err(Refusal::NotReceived),
        Stage::Answered => return Err(Refusal::AlreadyAnswered),
        Stage::Received | Stage::Processing => {}
    }
    let action = match case.claim_at(now) {
        Some(claim) if claim.by == caller.id() => Action::Claim,
        Some(_) if caller.may_supervise(case.desk) && if_held == IfHeld::TakeOver => Action::TakeOver,
        Some(_) => return Err(Refusal::ClaimedByAnother),
        None => Action::Claim,
    };
    let taken = take(&mut transaction, desks, caller, case, action).await?;
    transaction.commit().await?;
    measure(&case);
    Ok(taken)
}

/// Whether the ticket is the desk's; one that is not is not to be received by a claim there.
async fn is_at(desks: &Desks, caller: &Caller, desk: Desk, number: TicketNumber) -> Result<bool, Refusal> {
    Ok(!caller.is_officer() && case_of(desks, number).await?.is_some_and(|case| case.desk == desk))
}

/// Gives one's own ticket back: it is the next one to be taken.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn release(desks: &Desks, caller: &Caller, number: TicketNumber) -> Result<(), Refusal> {
    let now = desks.now();
    let mut transaction = desks.pool.begin().await?;
    let case = visible(cases::lock(&mut transaction, number).await?, caller)?;
    if case.is_held_from(caller.id(), now) {
        return Err(Refusal::ClaimedByAnother);
    }
    if case.stage == Stage::Processing && case.claim_at(now).is_some() {
        cases::release(&mut *transaction, number, now).await?;
        audit::record(&mut *transaction, &caller.entry(now, Action::Release).ticket(number, case.desk)).await?;
        transaction.commit().await?;
    }
    Ok(())
}
