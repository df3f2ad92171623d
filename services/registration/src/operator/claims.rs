//! The columns of this service's tables that hold something sealed, JSON or a hash. Those of the catalogue are about
//! nobody: they say what a file said of a formation.

use database::claims::{Claim, Erased, Holds};

/// Whose the others are.
const ACCOUNTS: Erased = Erased::Not("an account's");

/// The claims.
pub const CLAIMS: &[Claim] = &[
    Claim::new(
        "registration.formations",
        &[("requirements", Holds::Json), ("content_hash", Holds::Hash)],
        Erased::Not("an agency's"),
    ),
    Claim::new(
        "registration.registrations",
        &[("content", Holds::Sealed), ("frozen", Holds::Sealed), ("frozen_hash", Holds::Hash)],
        ACCOUNTS,
    ),
    Claim::new(
        "registration.thk2",
        &[("number_index", Holds::BlindIndex), ("person_index", Holds::BlindIndex)],
        Erased::Not("of people of a list, not of tickets"),
    ),
    Claim::new("registration.outbox", &[("body", Holds::Json)], Erased::Not("ids and times, until they are sent")),
    Claim::new("registration.files", &[("digest", Holds::Sealed)], ACCOUNTS),
    Claim::new(
        "registration.issued",
        &[("frozen_hash", Holds::Hash), ("sha256", Holds::Hash)],
        Erased::Not("goes with its registration"),
    ),
];
