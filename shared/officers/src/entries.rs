//! What an officer does with the own account is an entry of the audit log.

use audit::{Action, Actor, Entry, Subject};
use jiff::Timestamp;
use uuid::Uuid;

/// The officer did `action` at `at` with the own account.
pub(crate) fn own(officer: Uuid, at: Timestamp, action: Action) -> Entry {
    Entry::new(at, Actor::Officer(officer), action).about(Subject::Officer(officer))
}
