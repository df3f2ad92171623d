//! What owners change of their contact: an address that is told anew waits until it is confirmed, or takes the place of
//! the current one at once.

use database::{Connection, Inconsistent};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

use super::addresses::Kind;
use super::entrances::Entrance;

/// An account that may change its contact.
pub(crate) struct Changing {
    pub(crate) content: Vec<u8>,
    /// Wrapped.
    pub(crate) data_key: Vec<u8>,
    /// Its addresses are written.
    pub(crate) addressed: bool,
}

/// An address that counts, or that waits.
pub(crate) struct Address {
    pub(crate) id: Uuid,
    pub(crate) kind: Kind,
    /// Under the account's data key.
    pub(crate) sealed: Vec<u8>,
    pub(crate) is_waiting: bool,
    pub(crate) is_verified: bool,
    /// The account's; wrapped.
    pub(crate) data_key: Vec<u8>,
}

/// Holds the account until the transaction ends. `None` when it has another password by now, cools down, is frozen or
/// ended.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn lock(
    on: &mut Connection,
    account: &Entrance,
    now: Timestamp,
) -> Result<Option<Changing>, sqlx::Error> {
    sqlx::query_as!(
        Changing,
        "SELECT a.content, k.data_key, a.addressed
           FROM accounts.accounts a JOIN keys.accounts k ON k.account_id = a.id
          WHERE a.id = $1 AND a.password_hash = $2 AND a.state = 'active' AND a.frozen_at IS NULL
            AND (a.cools_until IS NULL OR a.cools_until <= $3) FOR NO KEY UPDATE OF a",
        account.id,
        account.password_hash,
        now.to_sqlx(),
    )
    .fetch_optional(on)
    .await
}

/// The addresses of an account that count, and those that wait.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn of(on: impl PgExecutor<'_>, account: Uuid) -> Result<Vec<Address>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT d.id, d.kind, d.address, d.state = 'waiting' AS "is_waiting!",
                  d.verified_at IS NOT NULL AS "is_verified!", k.data_key
             FROM accounts.addresses d JOIN keys.accounts k ON k.account_id = d.account_id
            WHERE d.account_id = $1 AND d.state IN ('current', 'waiting') ORDER BY d.kind, d.state"#,
        account,
    )
    .fetch_all(on)
    .await?;
    let read = rows.into_iter().map(|row| {
        let kind = Kind::named(&row.kind).ok_or_else(|| Inconsistent::new("accounts.addresses", "kind", &row.id))?;
        Ok(Address {
            id: row.id,
            kind,
            sealed: row.address,
            is_waiting: row.is_waiting,
            is_verified: row.is_verified,
            data_key: row.data_key,
        })
    });
    Ok(read.collect::<Result<_, Inconsistent>>()?)
}

/// Has an address wait in the place of another one of its kind that waited.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn wait(
    on: &mut Connection,
    account: Uuid,
    (id, kind, address): (Uuid, Kind, &[u8]),
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    withdraw(&mut *on, account, kind).await?;
    sqlx::query!(
        "INSERT INTO accounts.addresses (id, account_id, kind, state, address, since)
         VALUES ($1, $2, $3, 'waiting', $4, $5)",
        id,
        account,
        kind.as_str(),
        address,
        now.to_sqlx(),
    )
    .execute(on)
    .await?;
    Ok(())
}

/// Puts an address in the place of the current one, which is a former one from now on. None waits any more.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn replace(
    on: &mut Connection,
    account: Uuid,
    new: (Uuid, Kind, &[u8]),
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    withdraw(&mut *on, account, new.1).await?;
    sqlx::query!(
        "UPDATE accounts.addresses SET state = 'former', since = $3
          WHERE account_id = $1 AND kind = $2 AND state = 'current'",
        account,
        new.1.as_str(),
        now.to_sqlx(),
    )
    .execute(&mut *on)
    .await?;
    super::addresses::insert(on, account, new, now).await
}

/// Forgets the address of this kind that waits, with its links and codes. `false` when none did.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn withdraw(on: &mut Connection, account: Uuid, kind: Kind) -> Result<bool, sqlx::Error> {
    let withdrawn = sqlx::query!(
        "DELETE FROM accounts.addresses WHERE account_id = $1 AND kind = $2 AND state = 'waiting'",
        account,
        kind.as_str(),
    )
    .execute(on)
    .await?;
    Ok(withdrawn.rows_affected() > 0)
}

/// The same of both kinds: whoever told them may be somebody else.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn withdraw_all(on: &mut Connection, account: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query!("DELETE FROM accounts.addresses WHERE account_id = $1 AND state = 'waiting'", account)
        .execute(on)
        .await?;
    Ok(())
}

/// Holds the account until the transaction ends. `false` when it ended or is frozen.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn hold(on: &mut Connection, account: Uuid) -> Result<bool, sqlx::Error> {
    let held = sqlx::query_scalar!(
        "SELECT id FROM accounts.accounts WHERE id = $1 AND state = 'active' AND frozen_at IS NULL FOR NO KEY UPDATE",
        account,
    )
    .fetch_optional(on)
    .await?;
    Ok(held.is_some())
}
