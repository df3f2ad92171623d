//! The audit log, for auditors.

mod asked;
mod line_view;
mod place;
mod show;

pub(super) use place::{place, written};
pub(super) use show::show_audit;
