//! The check walks the whole chain and reports what does not fit: an entry that somebody changed, removed, added or
//! moved.

use std::fmt;

use database::Pool;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;
use vault::Vault;

use crate::chain::{Anchor, BEGINNING, StoredEntry, link};

/// Links and entries that are read at once.
const PAGE: i64 = 5000;

/// Findings that are told; more only mean the same.
const MOST: usize = 100;

/// An entry is sealed within seconds; one that waits this long was held back, or nothing runs that seals.
const SEALED_WITHIN: SignedDuration = SignedDuration::from_mins(10);

/// Something that does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Links are missing from the chain.
    Gap {
        /// The first position that is missing.
        from: i64,
        /// The next one that is there.
        until: i64,
    },
    /// The entry of a link is gone.
    Removed {
        /// The link.
        position: i64,
        /// The entry that is gone.
        entry: i64,
    },
    /// The hash does not fit: the entry was changed, or stands in another's place.
    Changed {
        /// The link.
        position: i64,
        /// Its entry.
        entry: i64,
    },
    /// An entry is not in the chain and does not wait for it either, or waits too long.
    Outside {
        /// The entry.
        entry: i64,
    },
    /// An entry was gone before it was sealed.
    NeverSealed {
        /// The entry that is gone.
        entry: i64,
    },
    /// The chain does not go through an anchor any more: its end was cut off, or it was made anew.
    Anchor {
        /// The anchor's position.
        position: i64,
    },
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gap { from, until } => write!(f, "links {from} to {} are missing", until - 1),
            Self::Removed { position, entry } => write!(f, "link {position}: entry {entry} was removed"),
            Self::Changed { position, entry } => write!(f, "link {position}: entry {entry} was changed or moved"),
            Self::Outside { entry } => write!(f, "entry {entry} is not in the chain"),
            Self::NeverSealed { entry } => write!(f, "entry {entry} was removed before it was sealed"),
            Self::Anchor { position } => {
                write!(
                    f,
                    "the chain does not go through the anchor at {position}: its end was cut off or it was made anew"
                )
            }
        }
    }
}

/// What a walk along the chain found.
#[derive(Clone, Debug)]
pub struct Report {
    /// Links that were looked at.
    pub links: u64,
    /// The end of the chain, to be kept as an anchor.
    pub end: Option<Anchor>,
    /// What does not fit; the first 100. Empty: everything does.
    pub findings: Vec<Finding>,
    /// The newest entry; 0 for none.
    pub newest_entry: i64,
    /// The newest number that was given out for an entry; 0 for none. A little more than [`Report::newest_entry`] is
    /// usual, for acts that were rolled back give numbers out too; much more, or an empty log with numbers given out,
    /// is not.
    pub newest_given: i64,
}

/// Walks the chain from its beginning, and through these anchors. Reads in pages and holds no long transaction; the
/// services go on meanwhile.
///
/// # Errors
/// When the database is away or refuses.
pub async fn verify(pool: &Pool, vault: &Vault, anchors: &[Anchor], now: Timestamp) -> Result<Report, sqlx::Error> {
    let mut walk = Walk { vault, anchors: anchors.to_vec(), links: 0, end: None, findings: Vec::new() };
    loop {
        let after = walk.end.map_or(0, |end| end.position);
        let rows = sqlx::query_as!(
            LinkRow,
            r#"SELECT c.position, c.entry_id, c.hash, c.sealed_at, e.id AS "id?", e.at AS "at?",
               e.actor_kind AS "actor_kind?", e.actor_id,
                      e.action AS "action?", e.ticket_number, e.desk, e.subject_kind, e.subject_id, e.detail,
                      e.actor_name, e.reason
                 FROM audit.chain c LEFT JOIN audit.entries e ON e.id = c.entry_id
                WHERE c.position > $1 ORDER BY c.position LIMIT $2"#,
            after,
            PAGE,
        )
        .fetch_all(pool)
        .await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            walk.step(row);
        }
    }
    for anchor in std::mem::take(&mut walk.anchors) {
        walk.find(Finding::Anchor { position: anchor.position });
    }
    outside(pool, &mut walk, now).await?;
    let (newest_entry, newest_given) = newest(pool).await?;
    Ok(Report { links: walk.links, end: walk.end, findings: walk.findings, newest_entry, newest_given })
}

struct Walk<'a> {
    vault: &'a Vault,
    /// Those that were not passed yet.
    anchors: Vec<Anchor>,
    links: u64,
    end: Option<Anchor>,
    findings: Vec<Finding>,
}

impl Walk<'_> {
    /// Compares one link with what it should be. A link that does not fit is told once: those behind it are held
    /// against what it says.
    fn step(&mut self, row: LinkRow) {
        let (position, entry) = (row.position, row.entry_id);
        let expected = self.end.map_or(1, |end| end.position + 1);
        if position != expected {
            self.find(Finding::Gap { from: expected, until: position });
        }
        let before = self.end.map_or(BEGINNING, |end| end.hash);
        let (sealed_at, stored) = (row.sealed_at.to_jiff(), row.hash.clone());
        match row.entry() {
            None => self.find(Finding::Removed { position, entry }),
            // After a gap nobody knows what stood before.
            Some(_) if position != expected => {}
            Some(found) if link(self.vault, &before, position, sealed_at, &found).as_slice() == stored => {}
            Some(_) => self.find(Finding::Changed { position, entry }),
        }
        let here = Anchor { position, hash: stored.try_into().unwrap_or(BEGINNING) };
        self.anchors.retain(|anchor| *anchor != here);
        self.links += 1;
        self.end = Some(here);
    }

    fn find(&mut self, finding: Finding) {
        if self.findings.len() < MOST {
            self.findings.push(finding);
        }
    }
}

/// Entries that no link names: put in later, or whose link was taken out.
async fn outside(pool: &Pool, walk: &mut Walk<'_>, now: Timestamp) -> Result<(), sqlx::Error> {
    let sealed_by_now = now.saturating_sub(SEALED_WITHIN).unwrap_or(Timestamp::MIN);
    let mut after = 0;
    loop {
        let page = sqlx::query!(
            r#"SELECT e.id, NOT EXISTS (SELECT FROM audit.chain c WHERE c.entry_id = e.id)
                   AND (e.at < $3 OR NOT EXISTS (SELECT FROM audit.unsealed u WHERE u.entry_id = e.id)) AS "outside!"
                 FROM audit.entries e WHERE e.id > $1 ORDER BY e.id LIMIT $2"#,
            after,
            PAGE,
            sealed_by_now.to_sqlx(),
        )
        .fetch_all(pool)
        .await?;
        let Some(last) = page.last() else { break };
        after = last.id;
        for row in page.iter().filter(|row| row.outside) {
            walk.find(Finding::Outside { entry: row.id });
        }
    }
    let gone = sqlx::query_scalar!(
        "SELECT u.entry_id FROM audit.unsealed u WHERE NOT EXISTS (SELECT FROM audit.entries e WHERE e.id = \
        u.entry_id) ORDER BY 1 LIMIT $1",
        PAGE,
    )
    .fetch_all(pool)
    .await?;
    for entry in gone {
        walk.find(Finding::NeverSealed { entry });
    }
    Ok(())
}

/// The newest entry, and the newest number that was given out.
async fn newest(pool: &Pool) -> Result<(i64, i64), sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT coalesce((SELECT max(id) FROM audit.entries), 0) AS "entry!",
                  coalesce((SELECT last_value FROM pg_sequences
                    WHERE schemaname = 'audit' AND sequencename = 'entries_id_seq'), 0) AS "given!""#
    )
    .fetch_one(pool)
    .await?;
    Ok((row.entry, row.given))
}

/// A link, and its entry if it is still there.
struct LinkRow {
    position: i64,
    entry_id: i64,
    hash: Vec<u8>,
    sealed_at: jiff_sqlx::Timestamp,
    id: Option<i64>,
    at: Option<jiff_sqlx::Timestamp>,
    actor_kind: Option<String>,
    actor_id: Option<Uuid>,
    action: Option<String>,
    ticket_number: Option<String>,
    desk: Option<String>,
    subject_kind: Option<String>,
    subject_id: Option<Uuid>,
    detail: Option<String>,
    actor_name: Option<String>,
    reason: Option<String>,
}

impl LinkRow {
    fn entry(self) -> Option<StoredEntry> {
        Some(StoredEntry {
            id: self.id?,
            at: self.at?,
            actor_kind: self.actor_kind?,
            actor_id: self.actor_id,
            action: self.action?,
            ticket_number: self.ticket_number,
            desk: self.desk,
            subject_kind: self.subject_kind,
            subject_id: self.subject_id,
            detail: self.detail,
            actor_name: self.actor_name,
            reason: self.reason,
        })
    }
}
