//! The questions that applicants ask often, with their answers: what an entry is, what its Markdown may hold, and the
//! tables that keep every version of it.
//!
//! Officers propose entries in the console and supervisors publish them. Every process of intake reads what is
//! published, searches it and shows it. docs/adr/0045 says why so.

mod anchor;
mod audience;
mod entry;
mod kind;
pub mod ledger;
mod markdown;
mod topic;

pub use anchor::anchor;
pub use audience::Audience;
pub use entry::{ANSWER, ASKED, Entry, EntryFault, QUESTION};
pub use kind::Kind;
pub use markdown::{MarkdownFault, Rendered, render};
pub use topic::Topic;
