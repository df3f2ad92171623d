//! Who saw and did what: entries that are only ever added, written with the act itself, and chained by hash, so that a
//! change shows.

mod action;
mod actor;
mod chain;
mod entry;
pub mod operator;
mod read;
mod seal;
mod verify;

pub use action::Action;
pub use actor::Actor;
pub use chain::{Anchor, InvalidAnchor};
pub use entry::{Entry, record, seen_tickets};
pub use read::{Filter, Line, Place, read};
pub use seal::{BATCH, end, seal, unsealed};
pub use verify::{Finding, Report, verify};
