//! Templates of answers: every officer of a desk uses them, its supervisors keep them.

pub(super) mod keep;
pub(super) mod list;
pub(super) mod remove;
mod templates_page;
