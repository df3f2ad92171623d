//! Keys by which the service knows a resend.

use std::time::Duration;

use database::Inconsistent;
use domain::TicketNumber;
use sqlx::PgExecutor;

/// What a key was used for.
#[derive(Debug)]
pub(crate) struct Used {
    /// Keyed hash of the whole submission.
    pub(crate) content_index: Vec<u8>,
    /// The ticket that it became.
    pub(crate) ticket_number: TicketNumber,
}

/// What a key was used for, if it was.
pub(crate) async fn find(on: impl PgExecutor<'_>, key_hash: &[u8]) -> Result<Option<Used>, sqlx::Error> {
    let row =
        sqlx::query!("SELECT content_index, ticket_number FROM intake.idempotency_keys WHERE key_hash = $1", key_hash,)
            .fetch_optional(on)
            .await?;
    let Some(row) = row else { return Ok(None) };
    let ticket_number = row
        .ticket_number
        .parse()
        .map_err(|_invalid| Inconsistent::new("intake.idempotency_keys", "ticket_number", &row.ticket_number))?;
    Ok(Some(Used { content_index: row.content_index, ticket_number }))
}

/// Forgets at most `limit` keys older than `age`. Returns how many; fewer than `limit` means that none is left.
pub(crate) async fn purge(on: impl PgExecutor<'_>, age: Duration, limit: i64) -> Result<u64, sqlx::Error> {
    let result = sqlx::query!(
        "DELETE FROM intake.idempotency_keys WHERE key_hash IN (
             SELECT key_hash FROM intake.idempotency_keys
              WHERE created_at < now() - make_interval(secs => $1) ORDER BY created_at LIMIT $2)",
        age.as_secs_f64(),
        limit,
    )
    .execute(on)
    .await?;
    Ok(result.rows_affected())
}
