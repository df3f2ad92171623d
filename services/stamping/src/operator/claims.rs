//! The columns of this service's tables that hold a key, something sealed or a hash. None is a ticket's: they go with
//! their account.

use database::claims::{Claim, Erased, Holds};

/// The claims.
pub const CLAIMS: &[Claim] = &[
    Claim::new("stamping.tokens", &[("token", Holds::Sealed)], Erased::Not("an account's")),
    Claim::new("stamping.outbox", &[("body", Holds::Json)], Erased::Not("ids and times, until they are sent")),
];
