//! One text for many tickets, for supervisors.

pub(super) mod begin;
pub(super) mod choice;
pub(super) mod compose;
pub(super) mod go_on;
pub(super) mod list;
pub(super) mod show;
