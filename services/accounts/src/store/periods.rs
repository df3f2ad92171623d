//! When accounts can be made.

use sqlx::PgExecutor;

use crate::periods::Period;

/// Most periods that are read: one or two a year, the newest first.
const MOST: i64 = 100;

/// All periods.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn all(on: impl PgExecutor<'_>) -> Result<Vec<Period>, sqlx::Error> {
    let rows = sqlx::query!(
        "SELECT id, name, opens_at, closes_at FROM accounts.periods ORDER BY opens_at DESC LIMIT $1",
        MOST
    )
    .fetch_all(on)
    .await?;
    let read = rows.into_iter().map(|row| Period {
        id: row.id,
        name: row.name,
        opens_at: row.opens_at.to_jiff(),
        closes_at: row.closes_at.to_jiff(),
    });
    Ok(read.collect())
}
