//! Tests of the crate against a real broker and a real database. Each test has its own virtual host and its own
//! database.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod consuming;
mod counting;
mod outages;
mod parking;
mod passage;
mod publishing;
mod relaying;
mod rights;
mod senders;
mod site;
mod waiting;
