//! Lists the columns of this service's tables that hold a key, something sealed or a hash.

use database::claims::{Claim, Erased, Holds};

use super::keys::DATA_KEYS;

/// All of them. What `retention.erase_ticket` leaves in one of these tables, `helpdesk erase` finds.
pub const CLAIMS: &[Claim] = &[
    Claim::new("intake.channel_tokens", &[("token_hash", Holds::Hash)], Erased::Not("a channel's")),
    Claim::new(
        "intake.filings",
        &[("subject", Holds::BlindIndex)],
        Erased::Not("a count by network and NIK that goes when its day is over"),
    ),
    Claim::new(
        "intake.idempotency_keys",
        &[("key_hash", Holds::Hash), ("content_index", Holds::BlindIndex)],
        Erased::WithTicket("SELECT count(*) FROM intake.idempotency_keys WHERE ticket_number = $1"),
    ),
    Claim::new(
        "intake.missed_searches",
        &[("mark", Holds::BlindIndex), ("network", Holds::BlindIndex)],
        Erased::Not("a word that somebody searched for, and where from; nothing of a ticket"),
    ),
    Claim::new(
        "intake.missed_words",
        &[("mark", Holds::BlindIndex)],
        Erased::Not("a word that somebody searched for; nothing of a ticket"),
    ),
    Claim::new(
        "intake.notice_addresses",
        &[("address", Holds::Sealed)],
        Erased::WithTicket("SELECT count(*) FROM intake.notice_addresses WHERE ticket_number = $1"),
    ),
    Claim::new(
        "intake.outbox",
        &[("body", Holds::Json)],
        Erased::Not("ids, times and routing facts, until they are sent"),
    ),
    Claim::new(
        "intake.spent_captchas",
        &[("told", Holds::BlindIndex)],
        Erased::Not("who was told of an open ticket, until the challenge is forgotten within hours"),
    ),
    Claim::new(
        "intake.tickets",
        &[
            ("content", Holds::Sealed),
            ("nik_index", Holds::BlindIndex),
            ("person_index", Holds::BlindIndex),
            ("documents", Holds::Json),
        ],
        Erased::WithTicket(
            "SELECT count(*) FROM intake.tickets
              WHERE submitted_on = to_date(substr($1, 3, 8), 'YYYYMMDD') AND number = $1
                AND (content IS NOT NULL OR nik_index IS NOT NULL OR person_index IS NOT NULL OR follows IS NOT NULL
                     OR documents <> '[]' OR hints <> '{}' OR region <> '000000')",
        ),
    ),
    Claim::new(
        DATA_KEYS,
        &[("data_key", Holds::DataKey)],
        Erased::WithTicket(
            "SELECT count(*) FROM keys.tickets k JOIN intake.tickets t ON t.id = k.ticket_id
              WHERE t.submitted_on = to_date(substr($1, 3, 8), 'YYYYMMDD') AND t.number = $1",
        ),
    ),
];
