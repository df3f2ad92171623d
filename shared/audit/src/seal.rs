//! The sealer puts entries into the chain about a second after they were committed.
//!
//! If each act wrote its own link, every act would wait for the one before it. So acts leave their entries unsealed,
//! and one process at a time seals all that are committed. An entry that commits late gets a later place. The sealer
//! passes over none.

use database::{Inconsistent, Pool};
use jiff_sqlx::ToSqlx as _;
use runtime::Clock;
use vault::Vault;

use crate::chain::{Anchor, BEGINNING, StoredEntry, link};

/// Entries that are sealed in one transaction.
pub const BATCH: usize = 500;

/// Seals what is committed, up to [`BATCH`] entries. Returns how many, and the end of the chain when something was
/// sealed.
///
/// # Errors
/// When the database is away or refuses; nothing was sealed then.
pub async fn seal(pool: &Pool, vault: &Vault, clock: &Clock) -> Result<(usize, Option<Anchor>), sqlx::Error> {
    let mut transaction = pool.begin().await?;
    // Of all processes one seals at a time: whoever holds this row.
    let ours = sqlx::query_scalar!("SELECT one FROM audit.sealer FOR UPDATE SKIP LOCKED")
        .fetch_optional(&mut *transaction)
        .await?;
    if ours.is_none() {
        return Ok((0, None));
    }
    let entries = sqlx::query_as!(
        StoredEntry,
        "SELECT e.id, e.at, e.actor_kind, e.actor_id, e.action, e.ticket_number, e.desk, e.subject_kind,
                e.subject_id, e.detail, e.actor_name, e.reason
           FROM audit.unsealed u JOIN audit.entries e ON e.id = u.entry_id ORDER BY e.id LIMIT $1",
        i64::try_from(BATCH).unwrap_or(i64::MAX),
    )
    .fetch_all(&mut *transaction)
    .await?;
    if entries.is_empty() {
        return Ok((0, None));
    }
    let end = sqlx::query!("SELECT position, hash FROM audit.chain ORDER BY position DESC LIMIT 1")
        .fetch_optional(&mut *transaction)
        .await?;
    let (mut position, mut before) = end.map_or((0, BEGINNING.to_vec()), |end| (end.position, end.hash));
    // As the database keeps it, for the hash covers it.
    let now = clock.now_stored();
    let (mut positions, mut hashes) = (Vec::new(), Vec::new());
    for entry in &entries {
        position += 1;
        before = link(vault, &before, position, now, entry).to_vec();
        positions.push(position);
        hashes.push(before.clone());
    }
    let ids: Vec<i64> = entries.iter().map(|entry| entry.id).collect();
    sqlx::query!(
        "INSERT INTO audit.chain (position, entry_id, hash, sealed_at)
         SELECT position, entry_id, hash, $4
           FROM unnest($1::bigint[], $2::bigint[], $3::bytea[]) AS link (position, entry_id, hash)",
        &positions,
        &ids,
        &hashes,
        now.to_sqlx(),
    )
    .execute(&mut *transaction)
    .await?;
    sqlx::query!("DELETE FROM audit.unsealed WHERE entry_id = ANY($1)", &ids).execute(&mut *transaction).await?;
    transaction.commit().await?;
    let hash = before.try_into().unwrap_or(BEGINNING);
    Ok((ids.len(), Some(Anchor { position, hash })))
}

/// The end of the chain; `None` while there is no link.
///
/// # Errors
/// When the database is away or refuses, or the last link holds no hash.
pub async fn end(pool: &Pool) -> Result<Option<Anchor>, sqlx::Error> {
    let end = sqlx::query!("SELECT position, hash FROM audit.chain ORDER BY position DESC LIMIT 1")
        .fetch_optional(pool)
        .await?;
    let anchor = |position, hash: Vec<u8>| {
        let hash = hash.try_into().map_err(|_other_length| Inconsistent::new("audit.chain", "hash", &position))?;
        Ok(Anchor { position, hash })
    };
    end.map(|end| anchor(end.position, end.hash)).transpose()
}

/// Entries that wait to be sealed; counts up to 10,000.
///
/// # Errors
/// When the database is away or refuses.
pub async fn unsealed(pool: &Pool) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(r#"SELECT count(*) AS "count!" FROM (SELECT FROM audit.unsealed LIMIT 10000) u"#)
        .fetch_one(pool)
        .await
}
