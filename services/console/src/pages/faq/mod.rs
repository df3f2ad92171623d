//! The FAQ: officers propose entries and changes, supervisors publish them, withdraw them and go back to a version.

mod changes;
pub(super) mod decide;
mod entry_page;
pub(super) mod list;
pub(super) mod missed;
mod proposal;
pub(super) mod propose;
pub(super) mod show;
mod view;

use officers::{Officer, Role};

use crate::problems::{Error, forbidden};

/// Refuses who does not work on tickets of some desk.
fn proposes(officer: &Officer) -> Result<(), Error> {
    if officer.works_on_tickets() && !officer.desks.is_empty() { Ok(()) } else { Err(forbidden()) }
}

/// Whether the officer decides what everybody reads: supervisors of some desk do. The FAQ belongs to no desk.
fn publishes(officer: &Officer) -> bool {
    officer.has(Role::Supervisor) && !officer.desks.is_empty()
}
