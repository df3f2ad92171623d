//! The worker against a real database, a real broker, a real object store and a simulated distributor.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod asking;
mod killed;
mod outages;
mod persons;
mod rejected;
mod site;
mod stamped;
mod stuck;
mod unused;
