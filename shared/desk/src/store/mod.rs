//! SQL of the work on cases, one file per aggregate.
//!
//! Functions take the connection or transaction they run on, so that a piece of work decides what commits together.
//! Absence is `None`. A value that this version does not know is a [`database::Inconsistent`], which says where the
//! value lies.

pub mod account_commands;
pub mod actors;
pub mod answered;
pub mod answers;
pub mod case_queue;
pub mod cases;
pub mod drafts;
pub mod entries;
pub mod questions;
pub mod texts;
pub mod tickets;
pub mod timeline;
pub mod transfers;

mod case;
mod ordered;
mod stored;

pub use stored::{number_texts, stored};
