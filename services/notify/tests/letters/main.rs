//! The sender of letters against a real broker, a real database and a real mail server.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod accounts;
mod gateway;
mod lost;
mod sending;
mod site;
