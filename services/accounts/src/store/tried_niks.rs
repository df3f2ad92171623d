//! Identities that were tried with a NIK. Whoever looks for the family card of a NIK needs many.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;

use applicants::Marks;

/// Different identities with one NIK, until the last of them is a day old.
const MOST: i32 = 10;
/// For how long they count after the last new one.
const COUNTS: SignedDuration = SignedDuration::from_hours(24);

/// Counts an identity; one that was counted before counts once. `false`: there were too many others.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn count(on: impl PgExecutor<'_>, marks: &Marks, now: Timestamp) -> Result<bool, sqlx::Error> {
    let counted = sqlx::query!(
        "INSERT INTO accounts.tried_niks AS t (nik_index, identities, last_new_at) VALUES ($1, ARRAY[$2::bytea], $3)
         ON CONFLICT (nik_index) DO UPDATE SET
             identities = CASE WHEN t.last_new_at <= $4 THEN ARRAY[$2::bytea]
                               WHEN $2 = ANY(t.identities) THEN t.identities
                               ELSE t.identities || $2::bytea END,
             last_new_at = CASE WHEN t.last_new_at > $4 AND $2 = ANY(t.identities) THEN t.last_new_at ELSE $3 END
          WHERE t.last_new_at <= $4 OR $2 = ANY(t.identities) OR cardinality(t.identities) < $5",
        marks.nik.as_slice(),
        marks.identity.as_slice(),
        now.to_sqlx(),
        before(now).to_sqlx(),
        MOST,
    )
    .execute(on)
    .await?;
    Ok(counted.rows_affected() > 0)
}

/// Forgets at most `limit` NIKs whose identities do not count any more. Returns how many.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn forget(on: impl PgExecutor<'_>, now: Timestamp, limit: i64) -> Result<u64, sqlx::Error> {
    let forgotten = sqlx::query!(
        "DELETE FROM accounts.tried_niks WHERE last_new_at <= $1 AND nik_index IN (
             SELECT nik_index FROM accounts.tried_niks WHERE last_new_at <= $1 ORDER BY last_new_at LIMIT $2)",
        before(now).to_sqlx(),
        limit,
    )
    .execute(on)
    .await?;
    Ok(forgotten.rows_affected())
}

fn before(now: Timestamp) -> Timestamp {
    now.saturating_sub(COUNTS).unwrap_or(Timestamp::MIN)
}
