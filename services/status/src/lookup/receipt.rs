//! Opens the reference in a receipt's link, which intake sealed around the ticket's number. So no address and no log
//! shows a number.

use domain::TicketNumber;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use vault::{Token, Vault};

/// As long as the receipt itself can be opened.
const LIFETIME: SignedDuration = SignedDuration::from_hours(30 * 24);

#[derive(Deserialize)]
struct Reference {
    number: TicketNumber,
    submitted_at: Timestamp,
}

/// The number; `None` for what is no reference and for one that is older than thirty days.
pub(crate) fn number(vault: &Vault, reference: &str, now: Timestamp) -> Option<TicketNumber> {
    let reference: Reference = vault.open_text(Token::Receipt, reference)?;
    (now.duration_since(reference.submitted_at) <= LIFETIME).then_some(reference.number)
}
