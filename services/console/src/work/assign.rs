//! Giving a ticket to a colleague of its desk.

use desk::{Caller, Desks, Refusal};
use domain::TicketNumber;
use officers::Role;
use uuid::Uuid;

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Assigned {
    /// The colleague holds it.
    Yes,
    /// Nobody of this id works on the tickets of the desk; nothing was changed.
    NoColleague,
}

/// Gives the ticket to the officer `to`, who must work on the tickets of its desk. The account is held until the
/// ticket is given, so that nobody closes it in between.
pub(crate) async fn assign(
    desks: &Desks,
    caller: &Caller,
    number: TicketNumber,
    to: Uuid,
) -> Result<Assigned, Refusal> {
    let mut transaction = desks.pool.begin().await?;
    let given = desk::assign(&mut transaction, desks, caller, number, to).await?;
    let at = given.case().desk;
    for role in [Role::Officer, Role::Supervisor] {
        if officers::holds_role(&mut transaction, to, role, at).await? {
            transaction.commit().await?;
            given.notify();
            return Ok(Assigned::Yes);
        }
    }
    Ok(Assigned::NoColleague)
}
