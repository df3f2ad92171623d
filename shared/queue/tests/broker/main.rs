//! The crate against a real broker and a real database; each test has a virtual host and a database of its own.

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
