//! Names a ticket in the address of its page, for whoever proved just now that it is theirs. The name is sealed and has
//! an end: an address in a history or a log tells nothing and soon leads nowhere.

use domain::TicketNumber;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use vault::{Token, Vault, VaultError};

/// Long enough to read an answer, short enough for a computer that many share.
const SHOWS_FOR: SignedDuration = SignedDuration::from_mins(15);

/// What its owner writes on the page is taken longer: writing shows nothing.
const TAKES_FOR: SignedDuration = SignedDuration::from_hours(2);

/// Says that somebody gave the number of a ticket together with its NIK.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Proof {
    pub(crate) number: TicketNumber,
    at: Timestamp,
}

impl Proof {
    /// What was proved `now`.
    pub(super) fn of(number: TicketNumber, now: Timestamp) -> Self {
        Self { number, at: now }
    }

    /// Some 150 characters that are safe in addresses.
    pub(super) fn seal(&self, vault: &Vault) -> Result<String, VaultError> {
        vault.seal_text(Token::ShownTicket, self)
    }

    /// What was sealed, while it shows the ticket; `None` for anything else.
    pub(crate) fn to_show(vault: &Vault, reference: &str, now: Timestamp) -> Option<Self> {
        Self::open(vault, reference, now, SHOWS_FOR)
    }

    /// What was sealed, while what is written is taken; `None` for anything else.
    pub(super) fn to_write(vault: &Vault, reference: &str, now: Timestamp) -> Option<Self> {
        Self::open(vault, reference, now, TAKES_FOR)
    }

    fn open(vault: &Vault, reference: &str, now: Timestamp, lifetime: SignedDuration) -> Option<Self> {
        let opened: Self = vault.open_text(Token::ShownTicket, reference)?;
        (now.duration_since(opened.at) < lifetime).then_some(opened)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_opens_for_a_quarter_of_an_hour_and_shows_no_number() {
        let (vault, now) = (Vault::for_tests(), "2026-11-21T03:00:00Z".parse().unwrap());
        let proof = Proof::of("662026112100000178".parse().unwrap(), now);
        let sealed = proof.seal(&vault).unwrap();
        assert!(sealed.len() < 200 && !sealed.contains("662026112100000178"));
        let at = |minutes| Proof::to_show(&vault, &sealed, now + SignedDuration::from_mins(minutes));
        assert_eq!((at(14), at(15)), (Some(proof), None));
        assert_eq!(Proof::to_show(&Vault::for_tests(), &sealed, now), None);
        assert_eq!(Proof::to_show(&vault, "662026112100000178", now), None);
        let written = |minutes| Proof::to_write(&vault, &sealed, now + SignedDuration::from_mins(minutes));
        assert_eq!((written(119), written(120)), (Some(proof), None));
    }

    #[test]
    fn the_reference_of_a_receipt_proves_nothing() {
        let (vault, now) = (Vault::for_tests(), "2026-11-21T03:00:00Z".parse().unwrap());
        let receipt = Proof::of("662026112100000178".parse().unwrap(), now);
        let sealed = vault.seal_text(Token::Receipt, &receipt).unwrap();
        assert_eq!(Proof::to_show(&vault, &sealed, now), None);
    }
}
