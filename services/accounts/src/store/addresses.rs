//! Where applicants are reached, sealed.

use database::{Connection, Inconsistent};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use serde::Deserialize;
use sqlx::PgExecutor;
use utoipa::ToSchema;
use uuid::Uuid;

/// A former address is told of changes for so long: whoever takes over an account cannot silence its owner by changing
/// the contact twice.
const TOLD: SignedDuration = SignedDuration::from_hours(7 * 24);
/// A former address is kept for so long.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What an address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[schema(as = ContactKind)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    Email,
    Phone,
}

impl Kind {
    /// The stored name.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
        }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        [Self::Email, Self::Phone].into_iter().find(|kind| kind.as_str() == name)
    }
}

/// What an account told, and what opens it.
pub(crate) struct Told {
    pub(crate) content: Vec<u8>,
    /// Wrapped.
    pub(crate) data_key: Vec<u8>,
}

/// An address whose owner opened what was sent to it.
pub(crate) struct Verified {
    pub(crate) kind: Kind,
    pub(crate) address: Vec<u8>,
    /// It takes the place of the account's former one.
    pub(crate) is_new: bool,
}

/// What the owner's pages say of the e-mail address.
pub(crate) struct Email {
    pub(crate) address_id: Uuid,
    pub(crate) address: Vec<u8>,
    /// The account's; wrapped.
    pub(crate) data_key: Vec<u8>,
    pub(crate) is_verified: bool,
}

/// What the account told, locked until the transaction ends. `None` when it ended.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn told(on: &mut Connection, account: Uuid) -> Result<Option<Told>, sqlx::Error> {
    sqlx::query_as!(
        Told,
        "SELECT a.content, k.data_key FROM accounts.accounts a JOIN keys.accounts k ON k.account_id = a.id
          WHERE a.id = $1 AND a.ended_at IS NULL FOR NO KEY UPDATE OF a",
        account,
    )
    .fetch_optional(on)
    .await
}

/// Writes what the account tells from now on.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn tell(on: &mut Connection, account: Uuid, content: &[u8]) -> Result<(), sqlx::Error> {
    sqlx::query!("UPDATE accounts.accounts SET content = $2 WHERE id = $1", account, content).execute(on).await?;
    Ok(())
}

/// Writes the current address of this kind.
///
/// # Errors
/// When the database is away or refuses, or the account has one.
pub(crate) async fn insert(
    on: &mut Connection,
    account: Uuid,
    (id, kind, address): (Uuid, Kind, &[u8]),
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO accounts.addresses (id, account_id, kind, state, address, since) VALUES ($1, $2, $3, 'current', $4, $5)",
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

/// Says that the account's addresses are written.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn done(on: &mut Connection, account: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query!("UPDATE accounts.accounts SET addressed = true WHERE id = $1", account).execute(on).await?;
    Ok(())
}

/// The next account after this one whose addresses are not written, locked until the transaction ends.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn missing(on: &mut Connection, after: Uuid) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT id FROM accounts.accounts WHERE NOT addressed AND id > $1 AND ended_at IS NULL
          ORDER BY id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED",
        after,
    )
    .fetch_optional(on)
    .await
}

/// The addresses of an account that are told of it: the current ones, and with `former` those that were given up
/// lately.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn told_of(
    on: &mut Connection,
    account: Uuid,
    former: bool,
    now: Timestamp,
) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT id FROM accounts.addresses
          WHERE account_id = $1 AND (state = 'current' OR ($2 AND state = 'former' AND since > $3)) ORDER BY id",
        account,
        former,
        now.saturating_sub(TOLD).unwrap_or(Timestamp::MIN).to_sqlx(),
    )
    .fetch_all(on)
    .await
}

/// The account's e-mail address: the one that waits, if one does.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn email(on: impl PgExecutor<'_>, account: Uuid) -> Result<Option<Email>, sqlx::Error> {
    sqlx::query_as!(
        Email,
        r#"SELECT d.id AS address_id, d.address, k.data_key, d.verified_at IS NOT NULL AS "is_verified!"
             FROM accounts.addresses d JOIN keys.accounts k ON k.account_id = d.account_id
            WHERE d.account_id = $1 AND d.kind = 'email' AND d.state IN ('current', 'waiting')
            ORDER BY d.state = 'waiting' DESC LIMIT 1"#,
        account,
    )
    .fetch_optional(on)
    .await
}

/// Locks an address until the transaction ends. `false` when the account has it no more, or it is verified.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn lock(on: &mut Connection, account: Uuid, address: Uuid) -> Result<bool, sqlx::Error> {
    let found = sqlx::query_scalar!(
        "SELECT id FROM accounts.addresses
          WHERE id = $2 AND account_id = $1 AND state <> 'former' AND verified_at IS NULL FOR NO KEY UPDATE",
        account,
        address,
    )
    .fetch_optional(on)
    .await?;
    Ok(found.is_some())
}

/// The account's e-mail address to which a link to a new password may go: its owner opened one before.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn verified_email(on: &mut Connection, account: Uuid) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT d.id FROM accounts.addresses d JOIN accounts.accounts a ON a.id = d.account_id
          WHERE d.account_id = $1 AND d.kind = 'email' AND d.state = 'current' AND d.verified_at IS NOT NULL
            AND a.state = 'active' AND a.frozen_at IS NULL",
        account,
    )
    .fetch_optional(on)
    .await
}

/// The owner opened what was sent to this address. One that waited takes the place of the current one, which is a
/// former one from now on. `None` when the account has it no more.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn verify(on: &mut Connection, id: Uuid, now: Timestamp) -> Result<Option<Verified>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT account_id, kind, address, state = 'waiting' AS "is_new!" FROM accounts.addresses
            WHERE id = $1 AND state <> 'former' FOR UPDATE"#,
        id,
    )
    .fetch_optional(&mut *on)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let kind = Kind::named(&row.kind).ok_or_else(|| Inconsistent::new("accounts.addresses", "kind", &id))?;
    if row.is_new {
        sqlx::query!(
            "UPDATE accounts.addresses SET state = 'former', since = $3
              WHERE account_id = $1 AND kind = $2 AND state = 'current'",
            row.account_id,
            kind.as_str(),
            now.to_sqlx(),
        )
        .execute(&mut *on)
        .await?;
    }
    sqlx::query!(
        "UPDATE accounts.addresses SET state = 'current', verified_at = coalesce(verified_at, $2),
             since = CASE state WHEN 'waiting' THEN $2 ELSE since END WHERE id = $1",
        id,
        now.to_sqlx() as jiff_sqlx::Timestamp,
    )
    .execute(on)
    .await?;
    Ok(Some(Verified { kind, address: row.address, is_new: row.is_new }))
}

/// Forgets at most `limit` addresses that were given up `KEPT` ago. Returns how many.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn forget(on: impl PgExecutor<'_>, now: Timestamp, limit: i64) -> Result<u64, sqlx::Error> {
    let forgotten = sqlx::query!(
        "DELETE FROM accounts.addresses WHERE id IN (
             SELECT id FROM accounts.addresses WHERE state = 'former' AND since <= $1 ORDER BY since LIMIT $2)",
        now.saturating_sub(KEPT).unwrap_or(Timestamp::MIN).to_sqlx(),
        limit,
    )
    .execute(on)
    .await?;
    Ok(forgotten.rows_affected())
}
