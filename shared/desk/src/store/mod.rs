//! SQL of the work on cases, one file per aggregate.
//!
//! Functions take the connection or transaction they run on, so that a piece of work decides what commits together.
//! Absence is `None`; a value that this version does not know is an error that says where it lies.

pub mod actors;
pub mod answers;
pub mod case_queue;
pub mod cases;
pub mod drafts;
pub mod texts;
pub mod tickets;
pub mod timeline;
pub mod transfers;

mod error;

pub use error::{StoreError, stored};
