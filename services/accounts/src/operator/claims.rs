//! The columns of this service's tables that hold a key, something sealed or a hash. None is a ticket's: what concerns
//! a person goes with [`forget`](super::person::forget), and by itself within a day.

use database::claims::{Claim, Erased, Holds};

/// Whose they are.
const ACCOUNTS: Erased = Erased::Not("an account's");

/// The claims.
pub const CLAIMS: &[Claim] = &[
    Claim::new(
        "accounts.drafts",
        &[
            ("secret_hash", Holds::Hash),
            ("nik_index", Holds::BlindIndex),
            ("identity_index", Holds::BlindIndex),
            ("content", Holds::Sealed),
        ],
        ACCOUNTS,
    ),
    Claim::new(
        "accounts.accounts",
        &[
            ("nik_index", Holds::BlindIndex),
            ("identity_index", Holds::BlindIndex),
            ("content", Holds::Sealed),
            ("secret_hash", Holds::Hash),
        ],
        ACCOUNTS,
    ),
    Claim::new("accounts.hand_overs", &[("secret_hash", Holds::Hash)], ACCOUNTS),
    Claim::new(
        "accounts.verdicts",
        &[("identity_index", Holds::BlindIndex), ("nik_index", Holds::BlindIndex)],
        ACCOUNTS,
    ),
    Claim::new("accounts.tried_niks", &[("nik_index", Holds::BlindIndex), ("identities", Holds::BlindIndex)], ACCOUNTS),
    Claim::new("accounts.beginnings", &[("network_index", Holds::BlindIndex)], ACCOUNTS),
    Claim::new("accounts.outbox", &[("body", Holds::Json)], Erased::Not("ids and times, until they are sent")),
    Claim::new("accounts.spent_captchas", &[("told", Holds::BlindIndex)], ACCOUNTS),
    Claim::new("accounts.sessions", &[("secret_hash", Holds::Hash)], ACCOUNTS),
    Claim::new("accounts.known_devices", &[("secret_hash", Holds::Hash)], ACCOUNTS),
    Claim::new("accounts.grants", &[("secret_hash", Holds::Hash)], ACCOUNTS),
    Claim::new("accounts.failed_recoveries", &[("subject", Holds::BlindIndex)], ACCOUNTS),
    Claim::new("accounts.failed_sign_ins", &[("subject", Holds::BlindIndex)], ACCOUNTS),
    Claim::new("accounts.addresses", &[("address", Holds::Sealed)], ACCOUNTS),
    Claim::new("accounts.link_requests", &[("nik_index", Holds::BlindIndex)], ACCOUNTS),
    Claim::new("accounts.complaints", &[("nik_index", Holds::BlindIndex)], ACCOUNTS),
    Claim::new("accounts.link_counts", &[("subject", Holds::BlindIndex)], ACCOUNTS),
    Claim::new("keys.accounts", &[("data_key", Holds::DataKey)], ACCOUNTS),
];
