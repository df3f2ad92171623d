//! Forms suggest from these lists. The operator brings them in from files, and supervisors add names from tickets.
//! Services only read them.

mod additions;
mod columns;
mod import;
mod rows;
mod statements;

pub use additions::{Addition, additions};
pub use import::{Change, Import, Taken};
