//! What officers see of tickets without opening them. The audit log names each ticket before the console opens anything
//! of it (docs/adr/0032).

use std::collections::BTreeMap;

use audit::Action;
use domain::{Desk, TicketNumber};

use crate::store::cases::Case;
use crate::{Caller, Desks, Refusal};

/// Notes which of these tickets the caller sees in a list: `how` is `queue` (what waits at desks), `answered` (what was
/// answered) or `earlier` (other tickets of the same NIK, beside one that is open). Whoever comes back to a list within
/// [`crate::OPEN_FOR`] has seen its tickets: only those that are new there are named, and nothing is written for none.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn note_listed(desks: &Desks, caller: &Caller, how: &str, cases: &[Case]) -> Result<(), Refusal> {
    let (now, sightings) = (desks.now(), &desks.sightings);
    let fresh = cases.iter().filter(|case| !sightings.is_open(&(caller.id(), case.number), now));
    let by_desk = by_desk(fresh);
    note(desks, caller, Action::List, how, &by_desk).await?;
    for number in by_desk.into_values().flatten() {
        sightings.opened((caller.id(), number), now);
    }
    Ok(())
}

/// Notes what a search showed, each time: `how` says by what it found it, never what was looked for.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn note_found(desks: &Desks, caller: &Caller, how: &str, cases: &[Case]) -> Result<(), Refusal> {
    if cases.is_empty() {
        let entry = caller.entry(desks.now(), Action::Search).seen(how, &[]);
        return Ok(audit::record(&desks.pool, &entry).await?);
    }
    note(desks, caller, Action::Search, how, &by_desk(cases.iter())).await
}

/// One entry a desk, so that an auditor reads of the own desks' tickets only.
async fn note(
    desks: &Desks,
    caller: &Caller,
    action: Action,
    how: &str,
    by_desk: &BTreeMap<Desk, Vec<TicketNumber>>,
) -> Result<(), Refusal> {
    if by_desk.is_empty() {
        return Ok(());
    }
    let mut transaction = desks.pool.begin().await?;
    for (desk, numbers) in by_desk {
        audit::record(&mut *transaction, &caller.entry(desks.now(), action).desk(*desk).seen(how, numbers)).await?;
    }
    Ok(transaction.commit().await?)
}

fn by_desk<'a>(cases: impl Iterator<Item = &'a Case>) -> BTreeMap<Desk, Vec<TicketNumber>> {
    let mut by_desk: BTreeMap<Desk, Vec<TicketNumber>> = BTreeMap::new();
    for case in cases {
        by_desk.entry(case.desk).or_default().push(case.number);
    }
    by_desk
}
