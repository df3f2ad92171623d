//! How fast stampings come to their end, and when they must.

use database::{Connection, Pool};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

/// Minutes that are looked back.
pub const MINUTES: u64 = 15;

/// How many stampings came to a good end in the last [`MINUTES`], up to 100,000.
///
/// # Errors
/// When the database is away.
pub async fn lately_attached(on: &mut Connection, now: Timestamp) -> Result<u64, sqlx::Error> {
    let attached: i64 = sqlx::query_scalar!(
        r#"SELECT stamping.lately_attached($1) AS "attached!""#,
        now.to_sqlx() as jiff_sqlx::Timestamp,
    )
    .fetch_one(on)
    .await?;
    Ok(attached.unsigned_abs())
}

/// Gives stampings that are not settled the closing time of their registration by the dates of this moment: up to
/// `most` of them, by id, after `after`. Returns the last; `None`: there was none.
///
/// # Errors
/// When the database is away.
pub async fn follow_closings(pool: &Pool, after: Uuid, most: i64) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar!("SELECT stamping.follow_closings($1, $2)", after, most).fetch_one(pool).await
}
