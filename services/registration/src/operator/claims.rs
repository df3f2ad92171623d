//! The columns of this service's tables that hold JSON or a hash. None is about a person: they say what a file said of
//! a formation.

use database::claims::{Claim, Erased, Holds};

/// The claims.
pub const CLAIMS: &[Claim] = &[
    Claim::new(
        "registration.formations",
        &[("requirements", Holds::Json), ("content_hash", Holds::Hash)],
        Erased::Not("an agency's"),
    ),
    Claim::new(
        "registration.issued",
        &[("frozen_hash", Holds::Hash), ("sha256", Holds::Hash)],
        Erased::Not("goes with its registration"),
    ),
];
