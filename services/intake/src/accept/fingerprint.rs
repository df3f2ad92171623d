//! Tells a resend from another submission without keeping what was sent.

use ring::digest::{SHA256, digest};
use uuid::Uuid;
use vault::{Index, Vault};

use super::IdempotencyKey;
use super::examination::Examined;
use crate::store::tickets::NewKey;

/// The key as it is stored: the key's hash, and a keyed hash over everything that was sent (form, fields, document
/// bytes), which nobody can try values against without the vault's index key.
pub(super) fn new_key(vault: &Vault, channel: Uuid, key: &IdempotencyKey, examined: &Examined) -> NewKey {
    let key_hash = digest(&SHA256, &[channel.as_bytes(), key.as_bytes()].concat());
    let mut sent = Vec::new();
    append(&mut sent, examined.content.form().code.to_string().as_bytes());
    append(&mut sent, &examined.content.canonical_bytes());
    for ((kind, _), sent_digest) in examined.documents.checked.iter().zip(&examined.documents.sent_digests) {
        append(&mut sent, kind.as_str().as_bytes());
        append(&mut sent, sent_digest);
    }
    NewKey {
        key_hash: key_hash.as_ref().to_vec(),
        content_index: vault.index(Index::Submission, &sent).as_bytes().to_vec(),
    }
}

/// With its length before it, so that no two lists of values look the same.
fn append(sent: &mut Vec<u8>, value: &[u8]) {
    sent.extend_from_slice(&value.len().to_be_bytes());
    sent.extend_from_slice(value);
}
