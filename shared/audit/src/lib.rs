//! The audit log says who saw and did what. Services only add entries, and write each one in the transaction of its
//! act. A chain of hashes over all entries shows every later change.

mod action;
mod actor;
mod chain;
mod entry;
pub mod operator;
mod read;
mod seal;
mod subject;
mod verify;

pub use action::Action;
pub use actor::Actor;
pub use chain::{Anchor, InvalidAnchor};
pub use entry::{Entry, record, seen_tickets};
pub use read::{Filter, Line, Place, read};
pub use seal::{BATCH, end, seal, unsealed};
pub use subject::Subject;
pub use verify::{Finding, Report, verify};
