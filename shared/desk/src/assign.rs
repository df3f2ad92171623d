//! A caller gives a ticket to a colleague, who holds it from then on as if taken.

use audit::{Action, Subject};
use database::Connection;
use domain::{Stage, TicketNumber};
use uuid::Uuid;

use crate::store::cases::{self, Case, Claim};
use crate::store::timeline::{self, Step};
use crate::take::held_until;
use crate::{Caller, Desks, Refusal, measures, sealed, visible};

/// A ticket that is given to a colleague, and not committed yet.
#[must_use]
pub struct Assigned {
    before: Case,
}

/// Gives the ticket to the officer `to` for as long as a claim lasts. Whether that officer works at the case's desk is
/// for the transaction's owner to see: [`Assigned::case`] says which desk it is.
///
/// A ticket that somebody else holds is given away by that one, or by a supervisor.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn assign(
    on: &mut Connection,
    desks: &Desks,
    caller: &Caller,
    number: TicketNumber,
    to: Uuid,
) -> Result<Assigned, Refusal> {
    let now = desks.now();
    let case = visible(cases::lock(&mut *on, number).await?, caller)?;
    sealed(&mut *on, number).await?;
    match case.stage {
        Stage::Submitted => return Err(Refusal::NotReceived),
        Stage::Answered => return Err(Refusal::AlreadyAnswered),
        Stage::Received | Stage::Processing => {}
    }
    if case.is_held_from(caller.id(), now) && !caller.may_supervise(case.desk) {
        return Err(Refusal::ClaimedByAnother);
    }
    let expires_at = held_until(desks, &case, now);
    cases::assign(&mut *on, number, Claim { by: to, since: now, expires_at }, caller.id()).await?;
    if case.stage == Stage::Received {
        let step = Step { stage: Stage::Processing, desk: case.desk, at: now };
        timeline::add(&mut *on, &[number], step).await?;
    }
    let entry = caller.entry(now, Action::Assign).ticket(number, case.desk).about(Subject::Officer(to));
    audit::record(on, &entry).await?;
    Ok(Assigned { before: case })
}

impl Assigned {
    /// The case as it was.
    #[must_use]
    pub const fn case(&self) -> &Case {
        &self.before
    }

    /// After the commit: counts it.
    pub fn notify(&self) {
        measures::claimed(self.before.desk);
        if self.before.stage == Stage::Received {
            measures::reached(self.before.desk, Stage::Processing);
        }
    }
}
