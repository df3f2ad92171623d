//! Who saw and did what: entries that are only ever added, written with the act itself.

mod action;
mod actor;
mod entry;

pub use action::Action;
pub use actor::Actor;
pub use entry::{Entry, record};
