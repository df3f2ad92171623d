//! What the operator's commands ask of this service. It only looks tickets up, so it has nothing to erase or to wrap
//! anew.

use database::claims::{Claim, Erased, Holds};

/// The columns of this service's tables that hold a key, something sealed or a hash.
pub const CLAIMS: &[Claim] = &[Claim::new(
    "status.wrong_tries",
    &[("subject", Holds::BlindIndex)],
    Erased::Not("a count of wrong lookups that goes within an hour and a half"),
)];
