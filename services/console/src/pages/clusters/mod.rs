//! Clusters of tickets, for supervisors, who see and answer them together and add what they miss to the reference
//! lists.

mod approval_page;
pub(super) mod approve;
mod entry_fields;
pub(super) mod list;
pub(super) mod show_approval;
