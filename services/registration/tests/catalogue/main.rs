//! The catalogue against a real database: how it is imported, searched, and what is said of a formation's rules.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod checking;
mod dates;
mod importing;
mod searching;
mod service;
