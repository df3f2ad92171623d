//! Macros: every officer of a desk uses them, its supervisors keep them.

pub(super) mod keep;
pub(super) mod list;
mod macros_page;
pub(super) mod remove;
