//! What is about to be late, for those who decide about others' work.

use audit::Action;
use desk::store::actors::{self, Names};
use desk::store::cases;
use desk::{Caller, Desks, Refusal, visible};
use domain::TicketNumber;
use jiff::SignedDuration;

use super::overview::supervised;
use super::rights::supervises;
use crate::store::escalations::{self, Escalation};

/// Tickets that are about to be late, with the names of those who hold them or took notice.
pub(crate) struct Escalations {
    pub(crate) tickets: Vec<Escalation>,
    pub(crate) people: Names,
}

/// What is due within the working time `before`, or late, at the desks that the caller supervises. It tells a ticket's
/// number, form and deadline only, so no entry names them in the audit log.
pub(crate) async fn escalations(
    desks: &Desks,
    caller: &Caller,
    before: SignedDuration,
) -> Result<Escalations, Refusal> {
    let (at, now) = (supervised(caller)?, desks.now());
    let tickets = escalations::at_desks(&desks.pool, &at, desks.calendar().add(now, before), now).await?;
    let told = tickets.iter().flat_map(|ticket| [ticket.held_by, ticket.noticed_by]).flatten();
    let people = actors::names(&desks.pool, &told.collect::<Vec<_>>()).await?;
    Ok(Escalations { tickets, people })
}

/// The caller, who supervises the ticket's desk, takes notice of it. Whoever did so first stays the one who did.
pub(crate) async fn take_notice(desks: &Desks, caller: &Caller, number: TicketNumber) -> Result<(), Refusal> {
    let now = desks.now();
    let mut transaction = desks.pool.begin().await?;
    let case = visible(cases::find(&mut *transaction, number).await?, caller)?;
    supervises(caller, case.desk)?;
    if escalations::take_notice(&mut *transaction, number, case.desk, caller.id(), now).await? {
        audit::record(&mut *transaction, &caller.entry(now, Action::Notice).ticket(number, case.desk)).await?;
        transaction.commit().await?;
    }
    Ok(())
}
