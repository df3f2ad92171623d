//! Attempts to get back into an account that failed, by NIK and by network.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;

/// How many may fail within a time, which begins with the first of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bound {
    pub(crate) most: i32,
    pub(crate) within: SignedDuration,
}

/// Counts an attempt of a subject (by blind index) before it is made. `false`, and it is not counted, when too many
/// failed.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn count(
    on: impl PgExecutor<'_>,
    subject: &[u8],
    bound: Bound,
    now: Timestamp,
) -> Result<bool, sqlx::Error> {
    let counted = sqlx::query!(
        "INSERT INTO accounts.failed_recoveries AS f (subject, failures, until) VALUES ($1, 1, $3)
         ON CONFLICT (subject) DO UPDATE SET
             failures = CASE WHEN f.until <= $2 THEN 1 ELSE f.failures + 1 END,
             until = CASE WHEN f.until <= $2 THEN $3 ELSE f.until END
          WHERE f.until <= $2 OR f.failures < $4",
        subject,
        now.to_sqlx() as jiff_sqlx::Timestamp,
        now.saturating_add(bound.within).unwrap_or(Timestamp::MAX).to_sqlx(),
        bound.most,
    )
    .execute(on)
    .await?;
    Ok(counted.rows_affected() > 0)
}

/// Takes back an attempt that was counted and did not fail.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn take_back(on: impl PgExecutor<'_>, subject: &[u8]) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE accounts.failed_recoveries SET failures = greatest(failures - 1, 0) WHERE subject = $1",
        subject
    )
    .execute(on)
    .await?;
    Ok(())
}

/// When the count of a subject begins anew.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn ends_at(on: impl PgExecutor<'_>, subject: &[u8]) -> Result<Option<Timestamp>, sqlx::Error> {
    let until = sqlx::query_scalar!("SELECT until FROM accounts.failed_recoveries WHERE subject = $1", subject)
        .fetch_optional(on)
        .await?;
    Ok(until.map(jiff_sqlx::Timestamp::to_jiff))
}

/// Forgets at most `limit` subjects whose count begins anew. Returns how many.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn forget(on: impl PgExecutor<'_>, now: Timestamp, limit: i64) -> Result<u64, sqlx::Error> {
    let forgotten = sqlx::query!(
        "DELETE FROM accounts.failed_recoveries WHERE until <= $1 AND subject IN (
             SELECT subject FROM accounts.failed_recoveries WHERE until <= $1 ORDER BY until LIMIT $2)",
        now.to_sqlx(),
        limit,
    )
    .execute(on)
    .await?;
    Ok(forgotten.rows_affected())
}
