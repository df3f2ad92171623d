//! Whether an identity is right: the population register's word, asked for once.
//!
//! Its answers are few and its line is thin. Verdicts are kept in the database, where all processes find them. What may
//! be asked in a day is counted there, too. Whoever tries many identities with one NIK is held up.

mod budget;
mod checks;

pub(crate) use budget::Budget;
pub(crate) use checks::{Checks, Outcome};
