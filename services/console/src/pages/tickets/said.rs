//! What is said above a desk's list.

use super::done::Done;

/// What there is to say; nothing as a rule.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// What the officer has just done.
    pub(super) done: Done,
    /// Why there is nothing else to show.
    pub(super) message: &'static str,
    /// What was searched for and not found.
    pub(super) sought: String,
}
