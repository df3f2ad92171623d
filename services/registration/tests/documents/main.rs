//! The documents of a registration on real servers: how they are uploaded, refused, replaced, looked at and stamped,
//! and what is deleted.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod files;
mod looking;
mod refusing;
mod simulated;
mod site;
mod stamping;
mod sweeping;
mod uploading;
