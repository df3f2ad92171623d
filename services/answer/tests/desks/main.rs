//! The desks against a real database: what callers see over HTTP, and what messages do.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod answers;
mod claims;
mod console;
mod documents;
mod foreign_desks;
mod guidance;
mod lists;
mod office;
mod reading;
mod receiving;
mod reports;
mod transfers;
mod working;
