//! Challenges that were answered and used; [`tickets::insert`](super::tickets::insert) writes them.

use database::Pool;

/// Forgets at most `limit` challenges that are over since an hour. Returns how many; fewer than `limit` means that none is left.
pub(crate) async fn purge(pool: &Pool, limit: i64) -> Result<u64, sqlx::Error> {
    let result = sqlx::query!(
        "DELETE FROM intake.spent_captchas WHERE id IN (
             SELECT id FROM intake.spent_captchas WHERE expires_at < now() - interval '1 hour' ORDER BY expires_at LIMIT $1)",
        limit,
    )
    .execute(pool)
    .await?;
    Ok(result.rows_affected())
}
