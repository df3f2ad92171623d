//! Knows a resend by its key and shows it the ticket that it became before, without keeping what was sent.

use domain::Content;
use ring::digest::{SHA256, digest};
use uuid::Uuid;
use vault::{Index, Vault};

use super::examination::Examined;
use super::{IdempotencyKey, Receipt};
use crate::reception::NOTICE_ADDRESS_FIELD;
use crate::refusal::Refusal;
use crate::state::State;
use crate::store::tickets::NewKey;
use crate::store::{idempotency_keys, tickets};

/// The key of a submission as it is stored: the key's hash, and a keyed hash over everything that was sent (form,
/// fields, address, document bytes), which nobody can try values against without the vault's index key.
#[derive(Debug)]
pub(super) struct Resend(NewKey);

impl Resend {
    pub(super) fn new(vault: &Vault, channel: Uuid, key: &IdempotencyKey, examined: &Examined) -> Self {
        let key_hash = digest(&SHA256, &[channel.as_bytes(), key.as_bytes()].concat());
        let mut sent = Vec::new();
        append(&mut sent, examined.content.form().code.to_string().as_bytes());
        append(&mut sent, &examined.content.canonical_bytes());
        for ((kind, _), sent_digest) in examined.documents.checked.iter().zip(&examined.documents.sent_digests) {
            append(&mut sent, kind.as_str().as_bytes());
            append(&mut sent, sent_digest);
        }
        if let Some(address) = &examined.notice_address {
            append(&mut sent, NOTICE_ADDRESS_FIELD.as_bytes());
            append(&mut sent, address.expose().as_bytes());
        }
        Self(NewKey {
            key_hash: key_hash.as_ref().to_vec(),
            content_index: vault.index(Index::Submission, &sent).as_bytes().to_vec(),
        })
    }

    /// What the ticket's row is written with.
    pub(super) fn key(&self) -> &NewKey {
        &self.0
    }

    /// The receipt of the ticket that this very submission became, if it did.
    ///
    /// # Errors
    /// [`Refusal::OtherContent`] when the key was used for another submission; otherwise when the database is away or a
    /// row cannot be read.
    pub(super) async fn receipt(&self, state: &State, content: &Content) -> Result<Option<Receipt>, Refusal> {
        let Some(used) = idempotency_keys::find(&state.pool, &self.0.key_hash).await? else { return Ok(None) };
        let number = used.ticket_number;
        if used.content_index != self.0.content_index {
            return Err(Refusal::OtherContent(number));
        }
        let times = tickets::times(&state.pool, number).await?;
        Ok(times.map(|(submitted_at, due_at)| Receipt::new(number, submitted_at, due_at, content)))
    }
}

/// With its length before it, so that no two lists of values look the same.
fn append(sent: &mut Vec<u8>, value: &[u8]) {
    sent.extend_from_slice(&value.len().to_be_bytes());
    sent.extend_from_slice(value);
}
