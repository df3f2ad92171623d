//! What is over: tokens, stampings whose period is over, and files that are no stamping's.

use std::time::Duration;

use database::Pool;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

/// Deletes tokens that are over, and those that were given an hour ago and have nothing left to stamp.
pub(crate) async fn tokens(pool: &Pool, now: Timestamp) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "DELETE FROM stamping.tokens t
          WHERE t.until <= $1
             OR t.given_at < $1 - interval '1 hour'
                AND NOT EXISTS (SELECT FROM stamping.jobs j WHERE j.account_id = t.account_id AND j.settled_at IS NULL)",
        now.to_sqlx() as jiff_sqlx::Timestamp,
    )
    .execute(pool)
    .await
    .map(drop)
}

/// Up to `most` stampings whose registration closed longer ago than they are kept, as id, account and upload. That is
/// long after the last try, so one that is not settled by then never will be.
pub(crate) async fn over(
    pool: &Pool,
    kept: Duration,
    now: Timestamp,
    most: i64,
) -> Result<Vec<(Uuid, Uuid, Uuid)>, sqlx::Error> {
    let rows = sqlx::query!(
        "SELECT id, account_id, upload_id FROM stamping.jobs
          WHERE leased_until < $1 AND closes_at < $1::timestamptz - make_interval(secs => $2)
          ORDER BY closes_at LIMIT $3",
        now.to_sqlx() as jiff_sqlx::Timestamp,
        kept.as_secs_f64(),
        most,
    )
    .fetch_all(pool)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.account_id, row.upload_id)).collect())
}

/// Deletes stampings.
pub(crate) async fn forget(pool: &Pool, jobs: &[Uuid]) -> Result<(), sqlx::Error> {
    sqlx::query!("DELETE FROM stamping.jobs WHERE id = ANY($1)", jobs).execute(pool).await.map(drop)
}

/// Those of the uploads that some stamping has.
pub(crate) async fn known(pool: &Pool, uploads: &[Uuid]) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!("SELECT DISTINCT upload_id FROM stamping.jobs WHERE upload_id = ANY($1)", uploads)
        .fetch_all(pool)
        .await
}
