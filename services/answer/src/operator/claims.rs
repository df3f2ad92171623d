//! The columns of the desks' tables that hold a key, something sealed or a hash. The console claims those of what only
//! officers do, and the crate `officers` claims officers' own.

use database::claims::{Claim, Erased, Holds};

/// All of them. What `retention.erase_ticket` leaves in one of these tables, `helpdesk erase` finds.
pub const CLAIMS: &[Claim] = &[
    Claim::new(
        "desk.answers",
        &[("body", Holds::Sealed)],
        Erased::WithTicket("SELECT count(*) FROM desk.answers WHERE ticket_number = $1 AND body <> ''"),
    ),
    Claim::new(
        "desk.entries",
        &[("body", Holds::Sealed)],
        Erased::WithTicket("SELECT count(*) FROM desk.entries WHERE ticket_number = $1"),
    ),
    Claim::new(
        "desk.outbox",
        &[("body", Holds::Json)],
        Erased::Not("ids, times and routing facts, until they are sent"),
    ),
    Claim::new(
        "desk.texts",
        &[("body", Holds::Sealed)],
        Erased::WithTicket("SELECT count(*) FROM desk.texts WHERE ticket_number = $1"),
    ),
    Claim::new("desk.tokens", &[("token_hash", Holds::Hash)], Erased::Not("an agency's or a tool's")),
    Claim::new(
        "desk.transfers",
        &[("reason", Holds::Sealed)],
        Erased::WithTicket("SELECT count(*) FROM desk.transfers WHERE ticket_number = $1 AND reason <> ''"),
    ),
];
