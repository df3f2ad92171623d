//! Tickets that are alike, for supervisors: seen together, answered together, and what they miss added to the reference
//! lists.

mod approval_page;
pub(super) mod approve;
mod entry_fields;
pub(super) mod list;
pub(super) mod show_approval;
