//! Names a receipt in addresses. The name is sealed: whoever sees the address learns nothing, and nobody can make one
//! up.

use domain::{RegionCode, TicketNumber};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use vault::{Token, Vault, VaultError};

use crate::accept::Receipt;

/// A receipt can be opened so long: what stays in histories and shared links leads nowhere one day. An answer comes
/// within two days.
const LIFETIME: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What a receipt is drawn from, so that it needs no database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ReceiptReference {
    pub(crate) number: TicketNumber,
    pub(crate) submitted_at: Timestamp,
    /// `None`: sealed by a version that knew no calendar, and promised 48 hours.
    #[serde(default)]
    pub(crate) answer_due_at: Option<Timestamp>,
    pub(crate) region: RegionCode,
}

impl ReceiptReference {
    pub(crate) fn of(receipt: &Receipt) -> Self {
        Self {
            number: receipt.number,
            submitted_at: receipt.submitted_at,
            answer_due_at: Some(receipt.answer_due_at),
            region: receipt.region,
        }
    }

    /// Some 200 characters that are safe in addresses.
    pub(crate) fn seal(&self, vault: &Vault) -> Result<String, VaultError> {
        vault.seal_text(Token::Receipt, self)
    }

    /// What was sealed; `None` for anything else, and for what is over.
    pub(crate) fn open(vault: &Vault, reference: &str, now: Timestamp) -> Option<Self> {
        let opened: Self = vault.open_text(Token::Receipt, reference)?;
        (now.duration_since(opened.submitted_at) <= LIFETIME).then_some(opened)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reference() -> ReceiptReference {
        ReceiptReference {
            number: "662026112100000178".parse().unwrap(),
            submitted_at: "2026-11-21T03:00:00.123456Z".parse().unwrap(),
            answer_due_at: Some("2026-11-24T09:00:00Z".parse().unwrap()),
            region: "317403".parse().unwrap(),
        }
    }

    #[test]
    fn a_reference_opens_again_and_shows_no_number() {
        let (vault, reference) = (Vault::for_tests(), reference());
        let now = reference.submitted_at;
        let sealed = reference.seal(&vault).unwrap();
        assert!(sealed.len() < 300 && !sealed.contains("662026112100000178"));
        assert_eq!(ReceiptReference::open(&vault, &sealed, now), Some(reference));
        assert_eq!(ReceiptReference::open(&Vault::for_tests(), &sealed, now), None);
        assert_eq!(ReceiptReference::open(&vault, "662026112100000178", now), None);
    }

    #[test]
    fn a_reference_opens_for_thirty_days() {
        let (vault, reference) = (Vault::for_tests(), reference());
        let sealed = reference.seal(&vault).unwrap();
        let later = |hours| reference.submitted_at + SignedDuration::from_hours(hours);
        assert_eq!(ReceiptReference::open(&vault, &sealed, later(30 * 24)), Some(reference));
        assert_eq!(ReceiptReference::open(&vault, &sealed, later(30 * 24 + 1)), None);
    }
}
