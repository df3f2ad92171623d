//! `desk.resets`: a reset waits for a second administrator.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

/// Asks for a reset until `until`. Whoever asked first stays the one who asked: nobody becomes the second one by asking
/// again. Returns whether this one asked first.
pub(crate) async fn ask(
    on: impl PgExecutor<'_>,
    officer: Uuid,
    by: Uuid,
    now: Timestamp,
    until: Timestamp,
) -> Result<bool, sqlx::Error> {
    let asked = sqlx::query!(
        "INSERT INTO desk.resets AS r (officer_id, asked_by, asked_at, expires_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (officer_id) DO UPDATE SET asked_by = EXCLUDED.asked_by, asked_at = EXCLUDED.asked_at,
                                                expires_at = EXCLUDED.expires_at
          WHERE r.expires_at <= $3",
        officer,
        by,
        now.to_sqlx(),
        until.to_sqlx(),
    );
    Ok(asked.execute(on).await?.rows_affected() > 0)
}

/// Takes a reset that somebody else than `but` asked for, who must still be an administrator. Returns that one's name.
pub(crate) async fn take(
    on: impl PgExecutor<'_>,
    officer: Uuid,
    but: Uuid,
    now: Timestamp,
) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar!(
        "DELETE FROM desk.resets r USING desk.officers o
          WHERE r.officer_id = $1 AND r.expires_at > $2 AND o.id = r.asked_by AND o.id <> $3
            AND o.disabled_at IS NULL AND 'administrator' = ANY(o.roles)
         RETURNING o.name",
        officer,
        now.to_sqlx(),
        but,
    )
    .fetch_optional(on)
    .await
}

/// Forgets what was asked for an account.
pub(crate) async fn forget(on: impl PgExecutor<'_>, officer: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query!("DELETE FROM desk.resets WHERE officer_id = $1", officer).execute(on).await.map(drop)
}

/// Forgets what nobody confirmed in time.
pub(crate) async fn purge(on: impl PgExecutor<'_>, now: Timestamp) -> Result<(), sqlx::Error> {
    sqlx::query!("DELETE FROM desk.resets WHERE expires_at < $1", now.to_sqlx()).execute(on).await.map(drop)
}
