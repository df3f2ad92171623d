//! Phones that take a picture for a page on another device.

use database::{Connection, Transaction};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;
use vault::SecretHash;

/// How long an address works.
pub(crate) const LASTS: SignedDuration = SignedDuration::from_mins(10);

/// Whose picture is taken.
pub(crate) struct HandOver {
    pub(crate) draft: Uuid,
    /// The draft's; wrapped.
    pub(crate) data_key: Vec<u8>,
}

/// Writes a new one, in the place of the draft's former ones.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn begin(
    on: &mut Transaction,
    draft: Uuid,
    secret: &SecretHash,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!("DELETE FROM accounts.hand_overs WHERE draft_id = $1", draft).execute(&mut **on).await?;
    sqlx::query!(
        "INSERT INTO accounts.hand_overs (secret_hash, draft_id, until) SELECT $2, id, $3 FROM accounts.drafts WHERE id = $1",
        draft,
        secret.as_slice(),
        now.saturating_add(LASTS).unwrap_or(Timestamp::MAX).to_sqlx(),
    )
    .execute(&mut **on)
    .await?;
    Ok(())
}

/// The one with this secret, while it works.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn find(
    on: impl PgExecutor<'_>,
    secret: &SecretHash,
    now: Timestamp,
) -> Result<Option<HandOver>, sqlx::Error> {
    sqlx::query_as!(
        HandOver,
        "SELECT h.draft_id AS draft, k.data_key FROM accounts.hand_overs h
           JOIN keys.accounts k ON k.account_id = h.draft_id
          WHERE h.secret_hash = $1 AND h.until > $2",
        secret.as_slice(),
        now.to_sqlx() as jiff_sqlx::Timestamp,
    )
    .fetch_optional(on)
    .await
}

/// Has it work no more: the picture is there.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn end(on: &mut Connection, secret: &SecretHash) -> Result<(), sqlx::Error> {
    sqlx::query!("DELETE FROM accounts.hand_overs WHERE secret_hash = $1", secret.as_slice()).execute(on).await?;
    Ok(())
}

/// Forgets at most `limit` of them that do not work any more. Returns how many.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn forget(on: impl PgExecutor<'_>, now: Timestamp, limit: i64) -> Result<u64, sqlx::Error> {
    let forgotten = sqlx::query!(
        "DELETE FROM accounts.hand_overs WHERE secret_hash IN (
             SELECT secret_hash FROM accounts.hand_overs WHERE until <= $1 ORDER BY until LIMIT $2)",
        now.to_sqlx() as jiff_sqlx::Timestamp,
        limit,
    )
    .execute(on)
    .await?;
    Ok(forgotten.rows_affected())
}
