//! When the office works. Supervisors of any desk change it: it holds for the whole installation.

use audit::Action;
use desk::{Caller, Desks, Refusal};
use domain::Text;
use jiff::civil::Date;
use runtime::telemetry::cause;
use workdays::Week;
use workdays::ledger::{self, Added};

use super::overview::supervised;

/// Longest row of holidays that is added at once.
const LONGEST: usize = 31;

/// What became of holidays to be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AddedHolidays {
    /// They are written; so many were none before.
    Days(usize),
    /// The last day is before the first one, or too far behind it.
    WrongRow,
    /// There are as many as there can be.
    TooMany,
}

/// Changes days and hours of the week.
pub(crate) async fn set_week(desks: &Desks, caller: &Caller, week: Week) -> Result<(), Refusal> {
    supervised(caller)?;
    let now = desks.now();
    let mut transaction = desks.pool.begin().await?;
    ledger::set_week(&mut *transaction, week, caller.id(), now).await?;
    audit::record(&mut *transaction, &caller.entry(now, Action::Workdays).detail("week".to_owned())).await?;
    transaction.commit().await?;
    known_here(desks).await;
    Ok(())
}

/// Adds each day from `first` to `last` as a holiday of this name. A day that is one keeps its name.
pub(crate) async fn add_holidays(
    desks: &Desks,
    caller: &Caller,
    (first, last): (Date, Date),
    name: &Text,
) -> Result<AddedHolidays, Refusal> {
    supervised(caller)?;
    let days: Vec<Date> =
        first.series(jiff::Span::new().days(1)).take_while(|day| *day <= last).take(LONGEST).collect();
    if days.last() != Some(&last) {
        return Ok(AddedHolidays::WrongRow);
    }
    let now = desks.now();
    let mut added = 0;
    let mut transaction = desks.pool.begin().await?;
    for day in days {
        match ledger::add_holiday(&mut *transaction, day, name.expose(), caller.id(), now).await? {
            Added::Yes => added += 1,
            Added::Known => {}
            Added::TooMany => return Ok(AddedHolidays::TooMany),
        }
    }
    if added > 0 {
        let entry = caller.entry(now, Action::Workdays).detail(format!("added {first} {added}"));
        audit::record(&mut *transaction, &entry).await?;
        transaction.commit().await?;
        known_here(desks).await;
    }
    Ok(AddedHolidays::Days(added))
}

/// Removes a holiday.
pub(crate) async fn remove_holiday(desks: &Desks, caller: &Caller, day: Date) -> Result<(), Refusal> {
    supervised(caller)?;
    let mut transaction = desks.pool.begin().await?;
    if ledger::remove_holiday(&mut *transaction, day).await? {
        let entry = caller.entry(desks.now(), Action::Workdays).detail(format!("removed {day}"));
        audit::record(&mut *transaction, &entry).await?;
        transaction.commit().await?;
        known_here(desks).await;
    }
    Ok(())
}

/// Whoever changed it sees it at once; other processes look within seconds. The change is written, whatever fails here.
async fn known_here(desks: &Desks) {
    if let Err(error) = desks.workdays.refresh(&desks.pool).await {
        tracing::warn!(error = cause(&error), "a change of the calendar is known here later");
    }
}
