//! What an officer is shown of tickets without opening them: the audit log names each, before anything of it is opened.
//! docs/adr/0032.

use std::collections::BTreeMap;

use audit::Action;
use domain::{Desk, TicketNumber};

use super::Refusal;
use crate::App;
use crate::caller::Caller;
use crate::store::cases::Case;

/// Notes which of these tickets the caller sees in a list: `how` is `queue` (a desk's list) or `earlier` (other tickets
/// of the same NIK, beside one that is open). Whoever comes back to a list within [`super::openings::OPEN_FOR`] has
/// seen its tickets: only those that are new there are named, and nothing is written for none.
pub(super) async fn note_listed(app: &App, caller: &Caller, how: &str, cases: &[Case]) -> Result<(), Refusal> {
    let (now, sightings) = (app.now(), &app.sightings);
    let fresh = cases.iter().filter(|case| !sightings.is_open(&(caller.id(), case.number), now));
    let by_desk = by_desk(fresh);
    note(app, caller, Action::List, how, &by_desk).await?;
    for number in by_desk.into_values().flatten() {
        sightings.opened((caller.id(), number), now);
    }
    Ok(())
}

/// Notes what a search showed, each time: `how` says by what it found it, never what was looked for.
pub(super) async fn note_found(app: &App, caller: &Caller, how: &str, cases: &[Case]) -> Result<(), Refusal> {
    if cases.is_empty() {
        let entry = caller.entry(app.now(), Action::Search).seen(how, &[]);
        return Ok(audit::record(&app.pool, &entry).await?);
    }
    note(app, caller, Action::Search, how, &by_desk(cases.iter())).await
}

/// One entry a desk, so that an auditor reads of the own desks' tickets only.
async fn note(
    app: &App,
    caller: &Caller,
    action: Action,
    how: &str,
    by_desk: &BTreeMap<Desk, Vec<TicketNumber>>,
) -> Result<(), Refusal> {
    if by_desk.is_empty() {
        return Ok(());
    }
    let mut transaction = app.pool.begin().await?;
    for (desk, numbers) in by_desk {
        audit::record(&mut *transaction, &caller.entry(app.now(), action).desk(*desk).seen(how, numbers)).await?;
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
