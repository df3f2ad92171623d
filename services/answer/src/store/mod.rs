//! All SQL of the desks, one file per aggregate.
//!
//! Functions take the connection or transaction they run on, so that a piece of work decides what commits together.
//! Absence is `None`; a value that this version does not know is an error that says where it lies.

pub(crate) mod actors;
pub(crate) mod agencies;
pub(crate) mod answers;
pub(crate) mod bulk;
pub(crate) mod case_queue;
pub(crate) mod cases;
pub(crate) mod clusters;
pub(crate) mod drafts;
pub(crate) mod hours;
pub(crate) mod notes;
pub(crate) mod reference;
pub(crate) mod retention;
pub(crate) mod templates;
pub(crate) mod texts;
pub(crate) mod tickets;
pub(crate) mod timeline;
pub(crate) mod tokens;
pub(crate) mod transfers;
pub(crate) mod unanswered;
pub(crate) mod unreceived;

mod error;

pub(crate) use error::StoreError;
