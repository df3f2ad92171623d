//! How a claim is written on a case, whichever way the caller came to it.

use audit::Action;
use database::Connection;
use domain::Stage;
use jiff::Timestamp;

use crate::store::cases::{self, Case, Claim};
use crate::store::timeline::{self, Step};
use crate::{Caller, Desks, Refusal, measures};

/// Writes the claim on a case that is free for the caller.
pub(crate) async fn take(
    on: &mut Connection,
    desks: &Desks,
    caller: &Caller,
    case: Case,
    action: Action,
) -> Result<Case, Refusal> {
    let now = desks.now();
    let own = case.claim_at(now).filter(|claim| claim.by == caller.id());
    let since = own.map_or(now, |claim| claim.since);
    let claim = Claim { by: caller.id(), since, expires_at: held_until(desks, &case, now) };
    cases::claim(&mut *on, case.number, claim).await?;
    if case.stage == Stage::Received {
        let step = Step { stage: Stage::Processing, desk: case.desk, at: now };
        timeline::add(&mut *on, &[case.number], step).await?;
    }
    audit::record(on, &caller.entry(now, action).ticket(case.number, case.desk)).await?;
    Ok(Case { stage: Stage::Processing, claim: Some(claim), ..case })
}

/// Until when a claim that begins or is renewed `now` keeps others away: while the case rests, as long as it does.
pub(crate) fn held_until(desks: &Desks, case: &Case, now: Timestamp) -> Timestamp {
    let usual = now.saturating_add(desks.claim_for).unwrap_or(Timestamp::MAX);
    case.rests_until.map_or(usual, |rests_until| usual.max(rests_until))
}

/// Counts a claim on a case that was in the given state before.
pub(crate) fn measure(before: &Case) {
    measures::claimed(before.desk);
    if before.stage == Stage::Received {
        measures::reached(before.desk, Stage::Processing);
    }
}
