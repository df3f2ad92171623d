//! Keys by which a resend is known.

use std::time::Duration;

use database::Pool;

/// What a key was used for.
#[derive(Debug)]
pub(crate) struct Used {
    /// Keyed hash of the whole submission.
    pub(crate) content_index: Vec<u8>,
    /// The ticket that it became.
    pub(crate) ticket_number: String,
}

/// What a key was used for, if it was.
pub(crate) async fn find(pool: &Pool, key_hash: &[u8]) -> Result<Option<Used>, sqlx::Error> {
    sqlx::query_as!(
        Used,
        "SELECT content_index, ticket_number FROM intake.idempotency_keys WHERE key_hash = $1",
        key_hash,
    )
    .fetch_optional(pool)
    .await
}

/// Forgets at most `limit` keys older than `age`. Returns how many; fewer than `limit` means that none is left.
pub(crate) async fn purge(pool: &Pool, age: Duration, limit: i64) -> Result<u64, sqlx::Error> {
    let result = sqlx::query!(
        "DELETE FROM intake.idempotency_keys WHERE key_hash IN (
             SELECT key_hash FROM intake.idempotency_keys
              WHERE created_at < now() - make_interval(secs => $1) ORDER BY created_at LIMIT $2)",
        age.as_secs_f64(),
        limit,
    )
    .execute(pool)
    .await?;
    Ok(result.rows_affected())
}
