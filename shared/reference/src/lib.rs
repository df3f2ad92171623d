//! The lists that forms suggest from, as the operator keeps them: brought in from files, with the names that
//! supervisors added from tickets. Services only read them.

mod additions;
mod columns;
mod import;
mod rows;
mod statements;

pub use additions::{Addition, additions};
pub use import::{Change, Import, Taken};
