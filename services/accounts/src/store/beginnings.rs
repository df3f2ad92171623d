//! Accounts that were begun from a network.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;

/// For how long a beginning counts at most.
const AN_HOUR: SignedDuration = SignedDuration::from_hours(1);

/// Counts one of this network (by blind index), of which there may be `most` in an hour. `false` when there are too
/// many.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn count(
    on: impl PgExecutor<'_>,
    network_index: &[u8],
    most: u32,
    now: Timestamp,
) -> Result<bool, sqlx::Error> {
    let counted = sqlx::query!(
        "INSERT INTO accounts.beginnings AS b (network_index, this_hour, hour_ends_at) VALUES ($1, 1, $3)
         ON CONFLICT (network_index) DO UPDATE SET
             this_hour = CASE WHEN b.hour_ends_at <= $2 THEN 1 ELSE b.this_hour + 1 END,
             hour_ends_at = CASE WHEN b.hour_ends_at <= $2 THEN $3 ELSE b.hour_ends_at END
          WHERE b.hour_ends_at <= $2 OR b.this_hour < $4",
        network_index,
        now.to_sqlx() as jiff_sqlx::Timestamp,
        now.saturating_add(AN_HOUR).unwrap_or(Timestamp::MAX).to_sqlx(),
        i32::try_from(most).unwrap_or(i32::MAX),
    )
    .execute(on)
    .await?;
    Ok(counted.rows_affected() > 0)
}

/// When this network may begin again.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn ends_at(on: impl PgExecutor<'_>, network_index: &[u8]) -> Result<Option<Timestamp>, sqlx::Error> {
    let until =
        sqlx::query_scalar!("SELECT hour_ends_at FROM accounts.beginnings WHERE network_index = $1", network_index)
            .fetch_optional(on)
            .await?;
    Ok(until.map(jiff_sqlx::Timestamp::to_jiff))
}

/// Forgets at most `limit` networks whose hour is over. Returns how many.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn forget(on: impl PgExecutor<'_>, now: Timestamp, limit: i64) -> Result<u64, sqlx::Error> {
    let forgotten = sqlx::query!(
        "DELETE FROM accounts.beginnings WHERE hour_ends_at <= $1 AND network_index IN (
             SELECT network_index FROM accounts.beginnings WHERE hour_ends_at <= $1 ORDER BY hour_ends_at LIMIT $2)",
        now.to_sqlx(),
        limit,
    )
    .execute(on)
    .await?;
    Ok(forgotten.rows_affected())
}
