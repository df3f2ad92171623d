//! The desk that a page shows.

use domain::Desk;
use officers::Officer;

/// The desk that is named, if it is the officer's, or else the first; `None` for one who has no desk.
pub(super) fn named_or_first(officer: &Officer, named: &str) -> Option<Desk> {
    named.parse().ok().filter(|desk| officer.desks.contains(desk)).or_else(|| officer.desks.first().copied())
}
