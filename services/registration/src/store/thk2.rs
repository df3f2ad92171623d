//! The list "eks THK-II", and how often accounts asked it.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

/// Counts that an account asks, and returns how often it has in this hour.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn count(on: impl PgExecutor<'_>, account: Uuid, now: Timestamp) -> Result<i32, sqlx::Error> {
    let ends = now.saturating_add(SignedDuration::from_hours(1)).unwrap_or(Timestamp::MAX);
    sqlx::query_scalar!(
        "INSERT INTO registration.thk2_checks AS c (account_id, this_hour, hour_ends_at) VALUES ($1, 1, $3)
         ON CONFLICT (account_id) DO UPDATE SET
             this_hour = CASE WHEN c.hour_ends_at <= $2 THEN 1 ELSE c.this_hour + 1 END,
             hour_ends_at = CASE WHEN c.hour_ends_at <= $2 THEN $3 ELSE c.hour_ends_at END
         RETURNING this_hour",
        account,
        now.to_sqlx(),
        ends.to_sqlx(),
    )
    .fetch_one(on)
    .await
}

/// Whose number it is, as a keyed hash; `None` when the list does not have it.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn find(on: impl PgExecutor<'_>, number: &[u8]) -> Result<Option<Vec<u8>>, sqlx::Error> {
    sqlx::query_scalar!("SELECT person_index FROM registration.thk2 WHERE number_index = $1", number)
        .fetch_optional(on)
        .await
}

/// Whether there is no list.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn is_empty(on: impl PgExecutor<'_>) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(r#"SELECT NOT EXISTS (SELECT FROM registration.thk2) AS "empty!""#).fetch_one(on).await
}

/// Puts a person into the list, in the place of another one with the same number.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn put(on: impl PgExecutor<'_>, numbers: &[Vec<u8>], persons: &[Vec<u8>]) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO registration.thk2 (number_index, person_index)
         SELECT DISTINCT ON (number) number, person FROM unnest($1::bytea[], $2::bytea[]) AS given (number, person)
         ON CONFLICT (number_index) DO UPDATE SET person_index = excluded.person_index",
        numbers,
        persons,
    )
    .execute(on)
    .await
    .map(drop)
}

/// Empties the list.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn clear(on: impl PgExecutor<'_>) -> Result<(), sqlx::Error> {
    sqlx::query!("DELETE FROM registration.thk2").execute(on).await.map(drop)
}

/// Forgets at most `limit` counts of hours that are over. Returns how many.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn forget(on: impl PgExecutor<'_>, now: Timestamp, limit: i64) -> Result<u64, sqlx::Error> {
    let forgotten = sqlx::query!(
        "DELETE FROM registration.thk2_checks WHERE account_id IN (
             SELECT account_id FROM registration.thk2_checks WHERE hour_ends_at <= $1 LIMIT $2 FOR UPDATE SKIP LOCKED)",
        now.to_sqlx(),
        limit,
    )
    .execute(on)
    .await?;
    Ok(forgotten.rows_affected())
}
