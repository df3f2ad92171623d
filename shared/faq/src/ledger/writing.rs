//! Writes versions. Each statement names the version that its author saw.

use database::Connection;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

use super::MOST;
use crate::Entry;

/// Begins an entry with its first version. `false`: there are as many as there can be.
///
/// # Errors
/// When the database is away.
pub async fn create(
    on: &mut Connection,
    id: Uuid,
    entry: &Entry,
    by: Uuid,
    now: Timestamp,
) -> Result<bool, sqlx::Error> {
    let begun = sqlx::query!(
        "INSERT INTO faq.entries (id, version, reviewed)
         SELECT $1, 1, 0 WHERE (SELECT count(*) FROM faq.entries) < $2",
        id,
        MOST,
    )
    .execute(&mut *on)
    .await?;
    if begun.rows_affected() == 0 {
        return Ok(false);
    }
    insert(on, (id, 1), entry, Some(by), now).await?;
    Ok(true)
}

/// Adds the version after `seen`, and returns its number. `None`: somebody else wrote one since, and nothing is added.
///
/// # Errors
/// When the database is away.
pub async fn add_version(
    on: &mut Connection,
    (id, seen): (Uuid, i32),
    entry: &Entry,
    by: Uuid,
    now: Timestamp,
) -> Result<Option<i32>, sqlx::Error> {
    let next = sqlx::query_scalar!(
        "UPDATE faq.entries SET version = version + 1 WHERE id = $1 AND version = $2 RETURNING version",
        id,
        seen,
    )
    .fetch_optional(&mut *on)
    .await?;
    if let Some(next) = next {
        insert(on, (id, next), entry, Some(by), now).await?;
    }
    Ok(next)
}

pub(super) async fn insert(
    on: impl PgExecutor<'_>,
    (id, version): (Uuid, i32),
    entry: &Entry,
    by: Option<Uuid>,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO faq.versions (entry_id, version, audience, topic, question, asked, answer, written_by, written_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id,
        version,
        entry.audience.as_str(),
        entry.topic.slug(),
        entry.question,
        entry.asked,
        entry.answer,
        by,
        now.to_sqlx(),
    )
    .execute(on)
    .await?;
    Ok(())
}
