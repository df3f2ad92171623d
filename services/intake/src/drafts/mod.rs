//! Keeps the documents of a form for half an hour: while the person checks what will be sent, and after a try that was
//! not accepted, so that a person who mistyped a digit does not choose them again.
//!
//! The documents are sealed like a ticket's and lie in the bucket. The only key to them is inside the page that the
//! person has open, in a token that only this service can open. The sweep deletes the documents after an hour. Without
//! the token nobody can read them until then either.
//!
//! The service keeps nothing for somebody who never read a code ([`crate::pages`] sees to that), little for one
//! network, and not more than [`MOST`] in all.

mod bucket;
mod token;

use std::time::Duration;

pub(crate) use bucket::{Draft, Drafts};
pub(crate) use token::Contents;

/// Drafts that stay in the bucket at a sweep; the oldest of further ones go at once. Every form with documents has one,
/// and it stays for an hour. With documents of 300 KB as a rule it is twelve gigabytes, and at worst twenty-four.
pub(crate) const MOST: usize = 40_000;

/// How often the sweep comes.
pub(crate) const SWEEP_EVERY: Duration = Duration::from_mins(5);

/// Where drafts lie in the bucket.
pub(crate) const PREFIX: &str = "drafts/";

#[cfg(test)]
mod tests;
