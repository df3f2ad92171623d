//! Reads the audit log for an auditor, a page at a time, and writes down that somebody read it.

use audit::{Action, Entry, Filter, Line, Place};
use desk::Desks;
use officers::{Failure, Officer};

/// Entries on a page.
const ON_A_PAGE: usize = 50;

/// A page of the log.
pub(crate) struct ReadPage {
    /// Newest first.
    pub(crate) lines: Vec<Line>,
    /// The last entry's place, when there are more.
    pub(crate) end: Option<Place>,
}

/// Reads the page that `filter` begins.
pub(crate) async fn read(desks: &Desks, officer: &Officer, filter: &Filter) -> Result<ReadPage, Failure> {
    let entry = Entry::new(desks.now(), officer.actor(), Action::ReadAudit).detail(used(filter));
    audit::record(&desks.pool, &entry).await?;
    let limit = i64::try_from(ON_A_PAGE).unwrap_or(i64::MAX);
    let mut lines = audit::read(&desks.pool, filter, limit.saturating_add(1)).await?;
    let has_more = lines.len() > ON_A_PAGE;
    lines.truncate(ON_A_PAGE);
    let end = lines.last().filter(|_| has_more).map(|last| Place { at: last.at, id: last.id });
    Ok(ReadPage { lines, end })
}

/// Which filters somebody used, without what they looked for.
fn used(filter: &Filter) -> String {
    let used = [("name", filter.name.is_some()), ("ticket", filter.ticket.is_some()), ("day", filter.from.is_some())];
    used.into_iter().filter(|(_, used)| *used).map(|(name, _)| name).collect::<Vec<_>>().join(" ")
}
