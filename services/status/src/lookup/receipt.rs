//! The number behind a receipt's link. The link holds the receipt's reference, which intake sealed: no address and no
//! log shows a number.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::TicketNumber;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use vault::Vault;

/// What intake seals references for.
const PURPOSE: &str = "receipt";
/// As long as the receipt itself can be opened.
const LIFETIME: SignedDuration = SignedDuration::from_hours(30 * 24);

#[derive(Deserialize)]
struct Reference {
    number: TicketNumber,
    submitted_at: Timestamp,
}

/// The number; `None` for what is no reference and for one that is older than thirty days.
pub(crate) fn number(vault: &Vault, reference: &str, now: Timestamp) -> Option<TicketNumber> {
    let sealed = URL_SAFE_NO_PAD.decode(reference).ok()?;
    let reference: Reference = serde_json::from_slice(&vault.open_token(PURPOSE, &sealed).ok()?).ok()?;
    (now.duration_since(reference.submitted_at) <= LIFETIME).then_some(reference.number)
}
