//! What the operator's commands do to officers' accounts, besides making and resetting them
//! ([`Officers::create`](crate::Officers::create), [`Officers::reset`](crate::Officers::reset)).

mod keys;
mod names;
mod restored;

pub use self::keys::{count_keys, rewrap};
pub use names::names;
pub use restored::end_sessions;

use database::claims::{Claim, Erased, Holds};

/// What is an officer's is not erased with a ticket.
const OFFICERS: Erased = Erased::Not("an officer's");

/// The columns of this crate's tables that hold a key, something sealed or a hash. None is a ticket's.
pub const CLAIMS: &[Claim] = &[
    Claim::new("desk.activations", &[("code_hash", Holds::Hash)], OFFICERS),
    Claim::new(
        "desk.failed_sign_ins",
        &[("subject", Holds::BlindIndex)],
        Erased::Not("an officer's, a device's or a network's"),
    ),
    Claim::new("desk.known_devices", &[("secret_hash", Holds::Hash)], OFFICERS),
    Claim::new(
        keys::ACCOUNTS,
        &[
            ("data_key", Holds::DataKey),
            ("nip", Holds::Sealed),
            ("nip_index", Holds::BlindIndex),
            ("totp_secret", Holds::Sealed),
        ],
        OFFICERS,
    ),
    Claim::new("desk.recovery_codes", &[("code_hash", Holds::Hash)], OFFICERS),
    Claim::new("desk.sessions", &[("secret_hash", Holds::Hash), ("offered_secret", Holds::Sealed)], OFFICERS),
];
