//! `desk.anonymous_sign_ins` counts by the minute the sign-ins with NIPs that no account has.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;

/// A minute that is over.
pub(crate) struct Minute {
    pub(crate) minute: jiff_sqlx::Timestamp,
    pub(crate) failures: i64,
}

/// Counts one more in this minute.
pub(crate) async fn count(on: impl PgExecutor<'_>, minute: Timestamp) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO desk.anonymous_sign_ins AS a (minute, failures) VALUES ($1, 1)
         ON CONFLICT (minute) DO UPDATE SET failures = a.failures + 1",
        minute.to_sqlx(),
    )
    .execute(on)
    .await
    .map(drop)
}

/// Takes the minutes before `minute`, at most an hour of them.
pub(crate) async fn take(on: impl PgExecutor<'_>, minute: Timestamp) -> Result<Vec<Minute>, sqlx::Error> {
    sqlx::query_as!(
        Minute,
        "DELETE FROM desk.anonymous_sign_ins
          WHERE minute IN (SELECT minute FROM desk.anonymous_sign_ins WHERE minute < $1
                            ORDER BY minute LIMIT 60 FOR UPDATE SKIP LOCKED)
         RETURNING minute, failures",
        minute.to_sqlx(),
    )
    .fetch_all(on)
    .await
}
