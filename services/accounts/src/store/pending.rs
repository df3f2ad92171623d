//! Accounts and claims that were made while the register was away.

use database::Connection;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

use super::entrances;

/// A process that took one and says nothing for so long is gone.
const TAKES: SignedDuration = SignedDuration::from_mins(2);

/// One that waits.
pub(crate) struct Pending {
    pub(crate) id: Uuid,
    pub(crate) content: Vec<u8>,
    /// Wrapped.
    pub(crate) data_key: Vec<u8>,
    pub(crate) period_closes_at: Timestamp,
}

/// Takes the one that waits the longest, so that no other process asks about it meanwhile.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn take(on: impl PgExecutor<'_>, now: Timestamp) -> Result<Option<Pending>, sqlx::Error> {
    let row = sqlx::query!(
        "UPDATE accounts.accounts a SET check_at = $2 FROM keys.accounts k, accounts.periods p
          WHERE a.id = (SELECT id FROM accounts.accounts WHERE check_at <= $1
                         ORDER BY check_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            AND k.account_id = a.id AND p.id = a.period_id
        RETURNING a.id, a.content, k.data_key, p.closes_at",
        now.to_sqlx() as jiff_sqlx::Timestamp,
        now.saturating_add(TAKES).unwrap_or(Timestamp::MAX).to_sqlx(),
    )
    .fetch_optional(on)
    .await?;
    Ok(row.map(|row| Pending {
        id: row.id,
        content: row.content,
        data_key: row.data_key,
        period_closes_at: row.closes_at.to_jiff(),
    }))
}

/// Locks one that still waits until the transaction ends. Says whether it is a claim; `None` when it waits no more.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn lock(on: &mut Connection, id: Uuid) -> Result<Option<bool>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT state = 'claim' AS "is_claim!" FROM accounts.accounts
            WHERE id = $1 AND check_at IS NOT NULL FOR UPDATE"#,
        id,
    )
    .fetch_optional(on)
    .await
}

/// The account that holds the NIK of this claim, and whether the register confirmed it; locked until the transaction
/// ends.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn holder(on: &mut Connection, claim: Uuid) -> Result<Option<(Uuid, bool)>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT a.id, a.identity = 'verified' AS "is_verified!" FROM accounts.accounts c
             JOIN accounts.accounts a ON a.period_id = c.period_id AND a.nik_index = c.nik_index AND a.state = 'active'
            WHERE c.id = $1 FOR UPDATE OF a"#,
        claim,
    )
    .fetch_optional(on)
    .await?;
    Ok(row.map(|row| (row.id, row.is_verified)))
}

/// The register confirmed it: it is the account of its NIK.
///
/// # Errors
/// When the database is away or refuses; with the constraint `accounts_one_of_a_nik` when somebody was quicker.
pub(crate) async fn verify(on: &mut Connection, id: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE accounts.accounts SET state = 'active', identity = 'verified', check_at = NULL WHERE id = $1",
        id,
    )
    .execute(on)
    .await?;
    Ok(())
}

/// The register did not confirm it. Its sessions end; the account stays, for its data to be put right.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn refuse(on: &mut Connection, id: Uuid, now: Timestamp) -> Result<(), sqlx::Error> {
    sqlx::query!("UPDATE accounts.accounts SET identity = 'refused', check_at = NULL WHERE id = $1", id)
        .execute(&mut *on)
        .await?;
    entrances::end_sessions(on, id, now).await
}

/// Ends a claim that came to nothing.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn end(on: &mut Connection, id: Uuid, now: Timestamp) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE accounts.accounts SET state = 'removed', identity = 'refused', check_at = NULL, ended_at = $2,
             secret_hash = NULL WHERE id = $1",
        id,
        now.to_sqlx(),
    )
    .execute(on)
    .await?;
    Ok(())
}
