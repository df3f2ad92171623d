//! Documents of a try that was not accepted: kept for half an hour, so that a person who mistyped a digit does not choose them again.
//!
//! They are sealed like a ticket's documents and put into the bucket. The only key to them is inside the page that the person has open, in a
//! token that only this service can open. The sweep deletes them after an hour; without the token they cannot be read until then either.

mod kept;
mod token;

pub(crate) use kept::Draft;

/// Where drafts lie in the bucket.
pub(crate) const PREFIX: &str = "drafts/";
