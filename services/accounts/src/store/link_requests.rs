//! Links to a new password that somebody asked for. Nothing here knows whether the NIK has an account.

use database::Connection;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

/// For how long one counts.
const AN_HOUR: SignedDuration = SignedDuration::from_hours(1);

/// Counts one of this subject (by blind index), of which there may be `most` in an hour. `false` when there are too
/// many.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn count(
    on: impl PgExecutor<'_>,
    subject: &[u8],
    most: i32,
    now: Timestamp,
) -> Result<bool, sqlx::Error> {
    let counted = sqlx::query!(
        "INSERT INTO accounts.link_counts AS c (subject, this_hour, hour_ends_at) VALUES ($1, 1, $3)
         ON CONFLICT (subject) DO UPDATE SET
             this_hour = CASE WHEN c.hour_ends_at <= $2 THEN 1 ELSE c.this_hour + 1 END,
             hour_ends_at = CASE WHEN c.hour_ends_at <= $2 THEN $3 ELSE c.hour_ends_at END
          WHERE c.hour_ends_at <= $2 OR c.this_hour < $4",
        subject,
        now.to_sqlx() as jiff_sqlx::Timestamp,
        now.saturating_add(AN_HOUR).unwrap_or(Timestamp::MAX).to_sqlx(),
        most,
    )
    .execute(on)
    .await?;
    Ok(counted.rows_affected() > 0)
}

/// When the count of a subject begins anew.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn ends_at(on: impl PgExecutor<'_>, subject: &[u8]) -> Result<Option<Timestamp>, sqlx::Error> {
    let until = sqlx::query_scalar!("SELECT hour_ends_at FROM accounts.link_counts WHERE subject = $1", subject)
        .fetch_optional(on)
        .await?;
    Ok(until.map(jiff_sqlx::Timestamp::to_jiff))
}

/// Writes down that somebody asked.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn insert(on: &mut Connection, id: Uuid, nik_index: &[u8], now: Timestamp) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO accounts.link_requests (id, nik_index, asked_at) VALUES ($1, $2, $3)",
        id,
        nik_index,
        now.to_sqlx(),
    )
    .execute(on)
    .await?;
    Ok(())
}

/// Takes the oldest one, and returns the blind index of its NIK. It is gone when the transaction commits.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn take(on: &mut Connection) -> Result<Option<Vec<u8>>, sqlx::Error> {
    sqlx::query_scalar!(
        "DELETE FROM accounts.link_requests WHERE id = (
             SELECT id FROM accounts.link_requests ORDER BY asked_at LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING nik_index",
    )
    .fetch_optional(on)
    .await
}

/// Forgets at most `limit` counts whose hour is over. Returns how many.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn forget(on: impl PgExecutor<'_>, now: Timestamp, limit: i64) -> Result<u64, sqlx::Error> {
    let forgotten = sqlx::query!(
        "DELETE FROM accounts.link_counts WHERE hour_ends_at <= $1 AND subject IN (
             SELECT subject FROM accounts.link_counts WHERE hour_ends_at <= $1 ORDER BY hour_ends_at LIMIT $2)",
        now.to_sqlx(),
        limit,
    )
    .execute(on)
    .await?;
    Ok(forgotten.rows_affected())
}
