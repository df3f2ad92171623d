//! What supervisors see of bulk answers, and how they let them go on or pause them.

use audit::Action;
use desk::store::actors;
use desk::{Caller, Desks, Refusal};
use domain::{Desk, TicketNumber};
use uuid::Uuid;

use crate::store::bulk::{self, BulkAnswer, BulkState, Outcome};
use crate::work::rights::supervises;

/// Bulk answers in a list.
const LISTED: i64 = 50;

/// Tickets in a report.
const REPORTED: i64 = 500;

/// The bulk answers of a desk, newest first.
pub(crate) async fn bulk_answers(desks: &Desks, caller: &Caller, desk: Desk) -> Result<Vec<BulkAnswer>, Refusal> {
    supervises(caller, desk)?;
    Ok(bulk::of_desk(&desks.pool, desk, LISTED).await?)
}

/// One bulk answer with what became of its tickets, and the name of who began it.
pub(crate) async fn bulk_answer(
    desks: &Desks,
    caller: &Caller,
    id: Uuid,
) -> Result<(BulkAnswer, Vec<(TicketNumber, Option<Outcome>)>, String), Refusal> {
    let bulk = supervised(desks, caller, id).await?;
    let report = bulk::report(&desks.pool, id, REPORTED).await?;
    let name = actors::names(&desks.pool, &[bulk.created_by]).await?.of(bulk.created_by).to_owned();
    Ok((bulk, report, name))
}

/// Goes on with the rest. Whoever lets it go on sends it from there: in that name it is answered, and those are the
/// rights that count.
pub(crate) async fn go_on(desks: &Desks, caller: &Caller, id: Uuid) -> Result<(), Refusal> {
    change(desks, caller, id, (&[BulkState::Tried, BulkState::Paused], BulkState::Running), Some(caller.id())).await
}

/// Pauses it.
pub(crate) async fn pause(desks: &Desks, caller: &Caller, id: Uuid) -> Result<(), Refusal> {
    change(desks, caller, id, (&[BulkState::Trial, BulkState::Running], BulkState::Paused), None).await
}

async fn change(
    desks: &Desks,
    caller: &Caller,
    id: Uuid,
    (from, to): (&[BulkState], BulkState),
    sent_by: Option<Uuid>,
) -> Result<(), Refusal> {
    let bulk = supervised(desks, caller, id).await?;
    let now = desks.now();
    let mut transaction = desks.pool.begin().await?;
    if bulk::change(&mut *transaction, id, from, to, sent_by, now).await? {
        let entry = caller.entry(now, Action::BulkAnswer).desk(bulk.desk).detail(format!("{} {id}", to.as_str()));
        audit::record(&mut *transaction, &entry).await?;
        transaction.commit().await?;
    }
    Ok(())
}

/// The bulk answer with this id, for a supervisor of its desk.
async fn supervised(desks: &Desks, caller: &Caller, id: Uuid) -> Result<BulkAnswer, Refusal> {
    let bulk = bulk::by_id(&desks.pool, id).await?.ok_or(Refusal::UnknownTicket)?;
    supervises(caller, bulk.desk)?;
    Ok(bulk)
}
