//! Registrations of applicants: one of an account, kept as it was typed, and what becomes of it.
//!
//! What was typed is kept whether it is right or not. Each save names the version that it was made from; an older one
//! saves nothing. Whether the texts are right is asked of `steps`, again at the end.

mod content;
mod deadline;
mod filing;
mod kept;

pub(crate) use content::{Content, Thk2, Thk2Outcome};
pub(crate) use deadline::Deadline;
pub(crate) use filing::{Ended, Hindrance, NotEnded};
pub(crate) use kept::{Failure, Kept, NotSaved, Registration, Standing};
