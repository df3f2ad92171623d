//! All SQL of the router, one file per aggregate.

mod dispatches;
mod rule_book;
pub mod rules;

pub use dispatches::Dispatch;
pub(crate) use dispatches::record;
pub use rule_book::RuleBook;
