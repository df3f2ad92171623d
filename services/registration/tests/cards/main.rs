//! Numbers, signed cards and their check, with a real database and object store.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod checking;
mod issuing;
mod logs;
mod numbers;
mod site;
