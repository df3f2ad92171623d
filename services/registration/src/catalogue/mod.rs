//! What can be applied for: formations, their rules, and how they are looked for.

mod folded;
mod formation;
mod search;
mod selection_kind;

pub(crate) use folded::{fold, pattern, words};
pub(crate) use formation::{Dates, Gender, Requirement};
pub use formation::{Formation, Selection};
pub(crate) use search::{MOST_PAGES, PAGE, Search, Typed};
