//! All SQL of the router, one file per aggregate.
//!
//! Functions take the connection or pool they run on. A value that this version does not know is
//! [`database::Inconsistent`], which says where it lies.

mod dispatches;
mod rule_book;
pub mod rules;

pub use dispatches::Dispatch;
pub(crate) use dispatches::record;
pub use rule_book::RuleBook;
