//! Signatures as CMS messages (RFC 5652): read, verified, and followed to a root.

mod algorithm;
mod ber;
mod chain;
mod names;
mod signed;

pub(crate) use ber::write_length;
pub(crate) use chain::follow;
pub(crate) use names::{common_name, has_word};
pub(crate) use signed::Signed;
