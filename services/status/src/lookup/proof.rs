//! Names a ticket in the address of its page, for whoever proved just now that it is theirs. The name is sealed and has
//! an end: an address in a history or a log tells nothing and soon leads nowhere.

use domain::TicketNumber;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use vault::{Token, Vault, VaultError};

/// Long enough to read an answer and write back, short enough for a computer that many share.
const LIFETIME: SignedDuration = SignedDuration::from_mins(15);

/// Says that somebody gave the number of a ticket together with its NIK.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Proof {
    pub(crate) number: TicketNumber,
    ends_at: Timestamp,
}

impl Proof {
    /// What was proved `now`.
    pub(super) fn of(number: TicketNumber, now: Timestamp) -> Self {
        Self { number, ends_at: now.saturating_add(LIFETIME).unwrap_or(Timestamp::MAX) }
    }

    /// Some 150 characters that are safe in addresses.
    pub(super) fn seal(&self, vault: &Vault) -> Result<String, VaultError> {
        vault.seal_text(Token::ShownTicket, self)
    }

    /// What was sealed; `None` for anything else, and for what is over.
    pub(crate) fn open(vault: &Vault, reference: &str, now: Timestamp) -> Option<Self> {
        let opened: Self = vault.open_text(Token::ShownTicket, reference)?;
        (now < opened.ends_at).then_some(opened)
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
        let at = |minutes| Proof::open(&vault, &sealed, now + SignedDuration::from_mins(minutes));
        assert_eq!((at(14), at(15)), (Some(proof), None));
        assert_eq!(Proof::open(&Vault::for_tests(), &sealed, now), None);
        assert_eq!(Proof::open(&vault, "662026112100000178", now), None);
    }

    #[test]
    fn the_reference_of_a_receipt_proves_nothing() {
        let (vault, now) = (Vault::for_tests(), "2026-11-21T03:00:00Z".parse().unwrap());
        let receipt = Proof::of("662026112100000178".parse().unwrap(), now);
        let sealed = vault.seal_text(Token::Receipt, &receipt).unwrap();
        assert_eq!(Proof::open(&vault, &sealed, now), None);
    }
}
