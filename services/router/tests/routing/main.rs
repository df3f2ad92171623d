//! The router against a real broker and a real database: every submission at the right desk, with one dispatch.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod failures;
mod rules;
mod site;
mod way;
