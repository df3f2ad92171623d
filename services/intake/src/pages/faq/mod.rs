//! The FAQ's pages: the same for everybody. They need no other server.

mod addresses;
mod home;
mod kind;
mod topic;

pub(super) use home::home;
pub(super) use kind::kind;
pub(super) use topic::topic;

/// The entry of the navigation that these pages belong to.
const SECTION: &str = "faq";
