//! Draws cards and reads them back, as a program and as a camera does.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod contents;
mod layout;
mod page;
mod pictures;
mod registration;
mod sample;
mod structure;
