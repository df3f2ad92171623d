//! What the operator's commands ask of this service.

use database::claims::{Claim, Erased, Holds};

/// The columns of this service's tables that hold a key, something sealed or a hash.
pub const CLAIMS: &[Claim] = &[Claim::new(
    "notify.letters",
    &[("address_index", Holds::BlindIndex)],
    Erased::WithTicket("SELECT count(*) FROM notify.letters WHERE ticket_number = $1"),
)];
