//! Which tickets a caller may see.

use domain::TicketNumber;
use sqlx::PgExecutor;

use crate::store::cases::Case;
use crate::store::tickets::{self, Found, SealedTicket};
use crate::{Caller, Refusal};

/// The case, if it exists for this caller. Another desk's ticket is as unknown as one that was never filed.
///
/// # Errors
/// [`Refusal::UnknownTicket`].
pub fn visible(case: Option<Case>, caller: &Caller) -> Result<Case, Refusal> {
    case.filter(|case| caller.may_see(case.desk)).ok_or(Refusal::UnknownTicket)
}

/// The sealed ticket, unless its data was erased or the operator closed it to desks.
///
/// # Errors
/// [`Refusal::Erased`], [`Refusal::Restricted`], [`Refusal::UnknownTicket`]; [`Refusal::Database`] without the
/// database.
pub async fn sealed(on: impl PgExecutor<'_>, number: TicketNumber) -> Result<SealedTicket, Refusal> {
    match tickets::find(on, number).await? {
        Some(Found::Sealed(ticket)) => Ok(ticket),
        Some(Found::Erased) => Err(Refusal::Erased),
        Some(Found::Restricted) => Err(Refusal::Restricted),
        None => Err(Refusal::UnknownTicket),
    }
}
