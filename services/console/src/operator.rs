//! What the operator's commands know of the console's tables. They need the database owner's rights.

use database::claims::{Claim, Erased, Holds};

/// The columns that hold something sealed or a hash. What `retention.erase_ticket` leaves in one of these tables,
/// `helpdesk erase` finds.
pub const CLAIMS: &[Claim] = &[
    Claim::new(
        "desk.clusters",
        &[("mark", Holds::BlindIndex), ("minima", Holds::BlindIndex), ("bands", Holds::BlindIndex)],
        Erased::WithTicket(
            "SELECT count(*) FROM desk.cases
              WHERE ticket_number = $1 AND (cluster_id IS NOT NULL OR to_cluster OR region <> '000000')",
        ),
    ),
    Claim::new(
        "desk.drafts",
        &[("body", Holds::Sealed)],
        Erased::WithTicket("SELECT count(*) FROM desk.drafts WHERE ticket_number = $1"),
    ),
    Claim::new(
        "desk.names",
        &[("mark", Holds::BlindIndex)],
        Erased::WithTicket("SELECT count(*) FROM desk.names WHERE ticket_number = $1"),
    ),
    Claim::new(
        "desk.notes",
        &[("body", Holds::Sealed)],
        Erased::WithTicket("SELECT count(*) FROM desk.notes WHERE ticket_number = $1"),
    ),
];
