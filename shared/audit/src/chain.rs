//! Every link of the chain holds a keyed hash over the hash before it and over everything that its entry says. Somebody
//! who changes an entry, removes one or reorders them has to make the hashes fit again. That takes the key of the
//! vault, which the database does not have.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use uuid::Uuid;
use vault::{Index, Vault};

use crate::Subject;

/// What stands before the first link.
pub(crate) const BEGINNING: [u8; 32] = [0; 32];

/// An entry as it is stored.
pub(crate) struct StoredEntry {
    pub(crate) id: i64,
    pub(crate) at: jiff_sqlx::Timestamp,
    pub(crate) actor_kind: String,
    pub(crate) actor_id: Option<Uuid>,
    pub(crate) action: String,
    pub(crate) ticket_number: Option<String>,
    pub(crate) desk: Option<String>,
    pub(crate) subject_kind: Option<String>,
    pub(crate) subject_id: Option<Uuid>,
    pub(crate) detail: Option<String>,
    pub(crate) actor_name: Option<String>,
    pub(crate) reason: Option<String>,
}

impl StoredEntry {
    /// The officer whose account it was about.
    fn officer(&self) -> Option<Uuid> {
        self.subject_id.filter(|_id| self.subject_kind.as_deref() == Some(Subject::OFFICER))
    }

    /// Whether it was about somebody else's account. Half a subject is one, too: the walk along the chain meets
    /// whatever a forger left there.
    fn is_about_another(&self) -> bool {
        self.officer().is_none() && (self.subject_kind.is_some() || self.subject_id.is_some())
    }
}

/// The hash of the link at `position`.
///
/// Every part is framed, and each newer version of the log only puts more parts at the end: so an entry that says
/// nothing new has the hash that it always had, and no bytes in common with one that does.
pub(crate) fn link(vault: &Vault, before: &[u8], position: i64, sealed_at: Timestamp, entry: &StoredEntry) -> [u8; 32] {
    let mut bytes = Vec::with_capacity(256);
    part(&mut bytes, Some(before));
    part(&mut bytes, Some(&position.to_be_bytes()));
    part(&mut bytes, Some(&sealed_at.as_microsecond().to_be_bytes()));
    part(&mut bytes, Some(&entry.id.to_be_bytes()));
    part(&mut bytes, Some(&entry.at.to_jiff().as_microsecond().to_be_bytes()));
    part(&mut bytes, Some(entry.actor_kind.as_bytes()));
    part(&mut bytes, entry.actor_id.as_ref().map(|id| id.as_bytes().as_slice()));
    part(&mut bytes, Some(entry.action.as_bytes()));
    part(&mut bytes, entry.ticket_number.as_deref().map(str::as_bytes));
    part(&mut bytes, entry.desk.as_deref().map(str::as_bytes));
    part(&mut bytes, entry.officer().as_ref().map(|id| id.as_bytes().as_slice()));
    part(&mut bytes, entry.detail.as_deref().map(str::as_bytes));
    // Entries from before operators were named end here.
    if entry.actor_name.is_some() || entry.reason.is_some() || entry.is_about_another() {
        part(&mut bytes, entry.actor_name.as_deref().map(str::as_bytes));
        part(&mut bytes, entry.reason.as_deref().map(str::as_bytes));
    }
    // Entries from before others than officers had accounts end here.
    if entry.is_about_another() {
        part(&mut bytes, entry.subject_kind.as_deref().map(str::as_bytes));
        part(&mut bytes, entry.subject_id.as_ref().map(|id| id.as_bytes().as_slice()));
    }
    *vault.index(Index::AuditChain, &bytes).as_bytes()
}

/// Whether it is there, how long it is, and what it says: no two entries give the same bytes.
fn part(bytes: &mut Vec<u8>, value: Option<&[u8]>) {
    bytes.push(u8::from(value.is_some()));
    let value = value.unwrap_or_default();
    bytes.extend_from_slice(&u64::try_from(value.len()).unwrap_or(u64::MAX).to_be_bytes());
    bytes.extend_from_slice(value);
}

/// A place in the chain, to be kept where the database's owner cannot reach: it shows later that the chain still goes
/// through there. Written as `position:hash`, the hash in 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// From 1.
    pub position: i64,
    /// The link's hash.
    pub hash: [u8; 32],
}

/// A text that is no anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not of the form position:hash")]
pub struct InvalidAnchor;

impl Anchor {
    /// All anchors in a text, such as a file of log lines.
    #[must_use]
    pub fn all_in(text: &str) -> Vec<Self> {
        let words = text.split(|character: char| !(character.is_ascii_hexdigit() || character == ':'));
        words.filter_map(|word| word.trim_matches(':').parse().ok()).collect()
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.position)?;
        self.hash.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for Anchor {
    type Err = InvalidAnchor;

    fn from_str(text: &str) -> Result<Self, InvalidAnchor> {
        let (position, digits) = text.split_once(':').ok_or(InvalidAnchor)?;
        let position = position.parse().ok().filter(|position| *position > 0).ok_or(InvalidAnchor)?;
        let mut hash = [0; 32];
        if digits.len() != 64 || !digits.is_ascii() {
            return Err(InvalidAnchor);
        }
        for (index, byte) in hash.iter_mut().enumerate() {
            let pair = digits.get(index * 2..index * 2 + 2).ok_or(InvalidAnchor)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_no_digits| InvalidAnchor)?;
        }
        Ok(Self { position, hash })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn entry() -> StoredEntry {
        StoredEntry {
            id: 7,
            at: jiff_sqlx::Timestamp::from("2026-11-21T03:00:00Z".parse::<Timestamp>().unwrap()),
            actor_kind: "officer".to_owned(),
            actor_id: Some(Uuid::from_u128(1)),
            action: "read_ticket".to_owned(),
            ticket_number: Some("662026112100001".to_owned()),
            desk: Some("bkn.data-fixes".to_owned()),
            subject_kind: None,
            subject_id: None,
            detail: None,
            actor_name: None,
            reason: None,
        }
    }

    fn about(kind: Option<&str>, id: Option<u128>) -> StoredEntry {
        StoredEntry { subject_kind: kind.map(str::to_owned), subject_id: id.map(Uuid::from_u128), ..entry() }
    }

    #[test]
    fn everything_that_an_entry_says_is_in_its_hash() {
        let vault = Vault::for_tests();
        let hash = |position, entry: &StoredEntry| link(&vault, &BEGINNING, position, Timestamp::UNIX_EPOCH, entry);
        let whole = hash(1, &entry());
        let others = [
            StoredEntry { id: 8, ..entry() },
            StoredEntry { at: jiff_sqlx::Timestamp::from(Timestamp::UNIX_EPOCH), ..entry() },
            StoredEntry { actor_kind: "agency".to_owned(), ..entry() },
            StoredEntry { actor_id: None, ..entry() },
            StoredEntry { action: "read_document".to_owned(), ..entry() },
            StoredEntry { ticket_number: None, ..entry() },
            StoredEntry { desk: Some("bkn.accounts".to_owned()), ..entry() },
            about(Some("officer"), Some(1)),
            about(Some("officer"), Some(2)),
            about(Some("applicant"), Some(1)),
            about(Some("applicant"), Some(2)),
            about(Some("officer"), None),
            about(Some("applicant"), None),
            about(None, Some(1)),
            StoredEntry { detail: Some(String::new()), ..entry() },
            StoredEntry { actor_name: Some("siti".to_owned()), ..entry() },
            StoredEntry { reason: Some("siti".to_owned()), ..entry() },
        ];
        let hashes: HashSet<[u8; 32]> = others.iter().map(|other| hash(1, other)).chain([whole]).collect();
        assert_eq!(hashes.len(), others.len() + 1, "each has a hash of its own");
        assert_ne!(hash(2, &entry()), whole);
        assert_ne!(link(&vault, &whole, 1, Timestamp::UNIX_EPOCH, &entry()), whole);
        assert_ne!(link(&Vault::for_tests(), &BEGINNING, 1, Timestamp::UNIX_EPOCH, &entry()), whole, "another key");
        assert_eq!(hash(1, &entry()), whole);
    }

    #[test]
    fn an_anchor_is_found_in_a_log_line() {
        let anchor = Anchor { position: 1234, hash: [0xab; 32] };
        let line = format!(
            r#"{{"level":"INFO","fields":{{"anchor":"{anchor}","message":"audit chain"}},"at":"2026-11-21T03:00:00Z"}}"#
        );
        assert_eq!(Anchor::all_in(&line), [anchor]);
        assert_eq!(anchor.to_string().parse(), Ok(anchor));
        for text in
            ["", "1:", "0:abab", "12:34:56", &format!("-1:{}", "ab".repeat(32)), &format!("1:{}", "zz".repeat(32))]
        {
            assert_eq!(text.parse::<Anchor>(), Err(InvalidAnchor), "{text}");
        }
    }
}
