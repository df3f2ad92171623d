//! Challenges that were answered and used; [`tickets::insert`](super::tickets::insert) writes them.

use captcha::Solved;
use database::Pool;
use jiff_sqlx::ToSqlx as _;

/// Spends a challenge for everybody but this person (by blind index), who is told of an open ticket. `false` when
/// somebody else spent it.
pub(crate) async fn tell(pool: &Pool, captcha: &Solved, person_index: &[u8]) -> Result<bool, sqlx::Error> {
    let told = sqlx::query!(
        "INSERT INTO intake.spent_captchas AS spent (id, expires_at, told) VALUES ($1, $2, $3)
         ON CONFLICT (id) DO UPDATE SET told = spent.told WHERE spent.told = $3",
        captcha.id(),
        captcha.expires_at().to_sqlx() as jiff_sqlx::Timestamp,
        person_index,
    );
    Ok(told.execute(pool).await?.rows_affected() == 1)
}

/// Forgets at most `limit` challenges that are over since an hour. Returns how many; fewer than `limit` means that none
/// is left.
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
