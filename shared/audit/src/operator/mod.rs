//! What the operator's commands ask the log.

pub mod breach_report;
pub mod export;

use database::claims::{Claim, Erased, Holds};

/// The columns of this crate's tables that hold a key, something sealed or a hash.
pub const CLAIMS: &[Claim] = &[Claim::new(
    "audit.chain",
    &[("hash", Holds::Hash)],
    Erased::Not("hashes of entries, which name tickets and nothing of them"),
)];
