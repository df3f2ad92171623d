//! The status service against a real database: what an applicant is told, and what a guesser is not.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod answers;
mod complaints;
mod english;
mod filing;
mod follow_ups;
mod guesses;
mod limits;
mod log;
mod pages;
mod privacy;
mod questions;
mod refusals;
mod service;
