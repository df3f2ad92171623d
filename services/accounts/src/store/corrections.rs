//! Identities that the register did not confirm, and their corrections.

use database::Connection;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

use super::drafts::Identity;

/// How often an owner may correct an account.
pub(crate) const MOST: i16 = 10;

/// An account whose identity was refused.
pub(crate) struct Refused {
    pub(crate) content: Vec<u8>,
    /// Wrapped.
    pub(crate) data_key: Vec<u8>,
    pub(crate) period_closes_at: Timestamp,
    /// How often it may be corrected still.
    pub(crate) left: i16,
}

/// The account, when its identity was refused and somebody may be signed in to it.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn find(on: impl PgExecutor<'_>, account: Uuid) -> Result<Option<Refused>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT a.content, a.corrections, k.data_key, p.closes_at
           FROM accounts.accounts a JOIN accounts.periods p ON p.id = a.period_id
           JOIN keys.accounts k ON k.account_id = a.id
          WHERE a.id = $1 AND a.state = 'active' AND a.identity = 'refused' AND a.frozen_at IS NULL",
        account,
    )
    .fetch_optional(on)
    .await?;
    Ok(row.map(|row| Refused {
        content: row.content,
        data_key: row.data_key,
        period_closes_at: row.closes_at.to_jiff(),
        left: MOST.saturating_sub(row.corrections).max(0),
    }))
}

/// Counts a correction before the register is asked. `false` when there were [`MOST`].
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn count(on: impl PgExecutor<'_>, account: Uuid) -> Result<bool, sqlx::Error> {
    let counted = sqlx::query!(
        "UPDATE accounts.accounts SET corrections = corrections + 1
          WHERE id = $1 AND identity = 'refused' AND corrections < $2",
        account,
        MOST,
    )
    .execute(on)
    .await?;
    Ok(counted.rows_affected() > 0)
}

/// Takes a correction back about which the register was not asked.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn take_back(on: impl PgExecutor<'_>, account: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE accounts.accounts SET corrections = corrections - 1 WHERE id = $1 AND corrections > 0",
        account,
    )
    .execute(on)
    .await?;
    Ok(())
}

/// Another identity of an account.
pub(crate) struct Written<'a> {
    /// What was told before, as it lay.
    pub(crate) before: &'a [u8],
    pub(crate) content: &'a [u8],
    pub(crate) identity_index: &'a [u8],
    /// What the register said of it.
    pub(crate) identity: Identity,
}

/// Writes it. `false` when the account was changed meanwhile, or is not refused any more.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn write(
    on: &mut Connection,
    account: Uuid,
    written: &Written<'_>,
    now: Timestamp,
) -> Result<bool, sqlx::Error> {
    let changed = sqlx::query!(
        "UPDATE accounts.accounts SET content = $3, identity_index = $4, identity = $5,
             check_at = CASE $5 WHEN 'pending' THEN $6::timestamptz END
          WHERE id = $1 AND content = $2 AND state = 'active' AND identity = 'refused' AND frozen_at IS NULL",
        account,
        written.before,
        written.content,
        written.identity_index,
        written.identity.as_str(),
        now.to_sqlx() as jiff_sqlx::Timestamp,
    )
    .execute(on)
    .await?;
    Ok(changed.rows_affected() > 0)
}
