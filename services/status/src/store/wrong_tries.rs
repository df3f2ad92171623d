//! The counts of wrong lookups, shared by all processes.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;

use crate::tries::{Counted, Subjects};

/// Counts one wrong lookup everywhere and returns the counts with it. A count that is over starts anew. Two at the same
/// moment are counted one after the other, by the rows' locks, which are taken in one order.
pub(crate) async fn count(
    on: impl PgExecutor<'_>,
    subjects: &Subjects,
    now: Timestamp,
) -> Result<Vec<Counted>, sqlx::Error> {
    let ends: Vec<jiff_sqlx::Timestamp> = Subjects::ends(now).map(Timestamp::to_sqlx).collect();
    let rows = sqlx::query!(
        r#"INSERT INTO status.wrong_tries AS w (subject, tries, ends_at)
           SELECT subject, 1, ends_at FROM unnest($1::bytea[], $2::timestamptz[]) AS tried (subject,
             ends_at) ORDER BY subject
           ON CONFLICT (subject) DO UPDATE SET
               tries = CASE WHEN w.ends_at <= $3 THEN 1 ELSE w.tries + 1 END,
               ends_at = CASE WHEN w.ends_at <= $3 THEN excluded.ends_at ELSE w.ends_at END
           RETURNING subject, tries, ends_at"#,
        subjects.as_slice(),
        &ends as &[jiff_sqlx::Timestamp],
        now.to_sqlx(),
    )
    .fetch_all(on)
    .await?;
    Ok(rows.into_iter().map(|row| counted(row.subject, row.tries, row.ends_at)).collect())
}

/// Forgets the counts that are over. Returns how many.
pub(crate) async fn forget(on: impl PgExecutor<'_>, now: Timestamp) -> Result<u64, sqlx::Error> {
    let forgotten = sqlx::query!("DELETE FROM status.wrong_tries WHERE ends_at <= $1", now.to_sqlx());
    Ok(forgotten.execute(on).await?.rows_affected())
}

/// A row.
pub(super) fn counted(subject: Vec<u8>, tries: i32, ends_at: jiff_sqlx::Timestamp) -> Counted {
    Counted { subject, tries: u32::try_from(tries).unwrap_or(u32::MAX), ends_at: ends_at.to_jiff() }
}
