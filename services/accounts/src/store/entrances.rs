//! What signing in reads and writes of accounts.

use database::Connection;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

use super::freezes::Frozen;
use super::grants;

/// The account that a NIK leads to, with what its password is compared with.
pub(crate) struct Entrance {
    pub(crate) id: Uuid,
    pub(crate) password_hash: String,
    pub(crate) frozen: Option<Frozen>,
}

/// The account of a NIK, by its keyed hash, in the newest period that has one.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn find(on: impl PgExecutor<'_>, nik_index: &[u8]) -> Result<Option<Entrance>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT a.id, a.password_hash, a.frozen_at, a.frozen_for
           FROM accounts.accounts a JOIN accounts.periods p ON p.id = a.period_id
          WHERE a.nik_index = $1 AND a.state = 'active' ORDER BY p.opens_at DESC LIMIT 1",
        nik_index,
    )
    .fetch_optional(on)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let frozen = Frozen::of(row.id, row.frozen_at, row.frozen_for.as_deref())?;
    Ok(Some(Entrance { id: row.id, password_hash: row.password_hash, frozen }))
}

/// The account with this id.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn by_id(on: impl PgExecutor<'_>, id: Uuid) -> Result<Option<Entrance>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT password_hash, frozen_at, frozen_for FROM accounts.accounts WHERE id = $1 AND state = 'active'",
        id,
    )
    .fetch_optional(on)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let frozen = Frozen::of(id, row.frozen_at, row.frozen_for.as_deref())?;
    Ok(Some(Entrance { id, password_hash: row.password_hash, frozen }))
}

/// Locks the account until the transaction ends. `false` when it has another password by now, ended, or is frozen.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn lock(on: &mut Connection, account: &Entrance) -> Result<bool, sqlx::Error> {
    let found = sqlx::query_scalar!(
        "SELECT id FROM accounts.accounts WHERE id = $1 AND password_hash = $2 AND state = 'active'
            AND frozen_at IS NULL FOR NO KEY UPDATE",
        account.id,
        account.password_hash,
    )
    .fetch_optional(on)
    .await?;
    Ok(found.is_some())
}

/// Puts another password in the place of this one. `false` when it has another one by now, ended, or is frozen.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn set_password(
    on: &mut Connection,
    account: &Entrance,
    hash: &str,
    now: Timestamp,
) -> Result<bool, sqlx::Error> {
    let changed = sqlx::query!(
        "UPDATE accounts.accounts SET password_hash = $3, password_changed_at = $4
          WHERE id = $1 AND password_hash = $2 AND state = 'active' AND frozen_at IS NULL",
        account.id,
        account.password_hash,
        hash,
        now.to_sqlx() as jiff_sqlx::Timestamp,
    )
    .execute(on)
    .await?;
    Ok(changed.rows_affected() > 0)
}

/// Whether somebody signs in for the first time, which is written down.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn is_first(on: &mut Connection, id: Uuid, now: Timestamp) -> Result<bool, sqlx::Error> {
    let first = sqlx::query!(
        "UPDATE accounts.accounts SET first_in_at = $2 WHERE id = $1 AND first_in_at IS NULL",
        id,
        now.to_sqlx(),
    )
    .execute(on)
    .await?;
    Ok(first.rows_affected() > 0)
}

/// Ends all sessions of an account, and voids what would let somebody choose another password.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn end_sessions(on: &mut Connection, account: Uuid, now: Timestamp) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE accounts.sessions SET revoked_at = $2 WHERE account_id = $1 AND revoked_at IS NULL",
        account,
        now.to_sqlx(),
    )
    .execute(&mut *on)
    .await?;
    grants::end_all(on, account).await
}
