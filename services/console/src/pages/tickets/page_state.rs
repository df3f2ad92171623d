//! What stands above a desk's list, besides the list itself.

use super::done::DoneView;

/// What the page says; nothing as a rule.
#[derive(Debug, Default)]
pub(super) struct PageState {
    /// What the officer has just done.
    pub(super) done: DoneView,
    /// Why there is nothing else to show.
    pub(super) message: &'static str,
    /// What was searched for and not found.
    pub(super) sought: String,
}
