//! Signatures of ours and of others: each is examined here, and each of ours by `pdfsig` too.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says so by panicking"
)]

mod broken;
mod changed;
mod others;
mod ours;
mod support;
