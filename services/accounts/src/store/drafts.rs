//! What people have told while they make an account, and the data keys of it.

use database::{Connection, Inconsistent, Transaction};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;
use vault::SecretHash;

/// A draft lasts so long after its last step.
pub(crate) const RESTS: SignedDuration = SignedDuration::from_mins(60);
/// And so long after its first one.
pub(crate) const LASTS: SignedDuration = SignedDuration::from_hours(24);

/// Whether the register said that the identity is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Identity {
    Verified,
    /// It could not be asked; it is asked later.
    Pending,
}

impl Identity {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Pending => "pending",
        }
    }

    fn named(name: &str) -> Option<Self> {
        [Self::Verified, Self::Pending].into_iter().find(|identity| identity.as_str() == name)
    }
}

/// A draft as it lies.
pub(crate) struct Row {
    pub(crate) id: Uuid,
    pub(crate) period_id: Uuid,
    pub(crate) identity: Identity,
    pub(crate) content: Vec<u8>,
    /// Wrapped.
    pub(crate) data_key: Vec<u8>,
}

/// What a step writes.
pub(crate) struct Written<'a> {
    pub(crate) id: Uuid,
    pub(crate) nik_index: &'a [u8],
    pub(crate) identity: Identity,
    pub(crate) content: &'a [u8],
    pub(crate) now: Timestamp,
}

/// The draft of the browser that keeps this secret, unless it is over.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn find(
    on: impl PgExecutor<'_>,
    secret: &SecretHash,
    now: Timestamp,
) -> Result<Option<Row>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT d.id, d.period_id, d.identity, d.content, k.data_key
           FROM accounts.drafts d JOIN keys.accounts k ON k.account_id = d.id
          WHERE d.secret_hash = $1 AND d.used_at > $2 AND d.made_at > $3",
        secret.as_slice(),
        before(now, RESTS).to_sqlx(),
        before(now, LASTS).to_sqlx(),
    )
    .fetch_optional(on)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let inconsistent = || Inconsistent::new("accounts.drafts", "identity", &row.id);
    let identity = Identity::named(&row.identity).ok_or_else(inconsistent)?;
    Ok(Some(Row { id: row.id, period_id: row.period_id, identity, content: row.content, data_key: row.data_key }))
}

/// Writes a new draft with its data key. `false`, and nothing is written, when the period is not open at this moment.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn insert(
    on: &mut Transaction,
    period_id: Uuid,
    secret: &SecretHash,
    data_key: &[u8],
    written: &Written<'_>,
) -> Result<bool, sqlx::Error> {
    let inserted = sqlx::query!(
        "INSERT INTO accounts.drafts (id, period_id, secret_hash, nik_index, identity, content, made_at, used_at)
         SELECT $1, p.id, $3, $4, $5, $6, $7, $7 FROM accounts.periods p
          WHERE p.id = $2 AND p.opens_at <= $7 AND p.closes_at > $7",
        written.id,
        period_id,
        secret.as_slice(),
        written.nik_index,
        written.identity.as_str(),
        written.content,
        written.now.to_sqlx() as jiff_sqlx::Timestamp,
    )
    .execute(&mut **on)
    .await?;
    if inserted.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query!("INSERT INTO keys.accounts (account_id, data_key) VALUES ($1, $2)", written.id, data_key)
        .execute(&mut **on)
        .await?;
    Ok(true)
}

/// Writes the first step anew. `false` when the draft is gone, or the period is not open at this moment.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn change(on: &mut Connection, written: &Written<'_>) -> Result<bool, sqlx::Error> {
    let changed = sqlx::query!(
        "UPDATE accounts.drafts d SET nik_index = $2, identity = $3, content = $4, used_at = $5
           FROM accounts.periods p
          WHERE d.id = $1 AND p.id = d.period_id AND p.opens_at <= $5 AND p.closes_at > $5",
        written.id,
        written.nik_index,
        written.identity.as_str(),
        written.content,
        written.now.to_sqlx() as jiff_sqlx::Timestamp,
    )
    .execute(on)
    .await?;
    Ok(changed.rows_affected() > 0)
}

/// Forgets at most `limit` drafts that are over, with their data keys. Returns how many.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn forget(on: impl PgExecutor<'_>, now: Timestamp, limit: i64) -> Result<u64, sqlx::Error> {
    let forgotten = sqlx::query!(
        "WITH over AS (
             SELECT id FROM accounts.drafts WHERE used_at <= $1 OR made_at <= $2
              ORDER BY used_at LIMIT $3 FOR UPDATE SKIP LOCKED
         ), keyless AS (
             DELETE FROM keys.accounts k USING over WHERE k.account_id = over.id
         )
         DELETE FROM accounts.drafts d USING over WHERE d.id = over.id",
        before(now, RESTS).to_sqlx(),
        before(now, LASTS).to_sqlx(),
        limit,
    )
    .execute(on)
    .await?;
    Ok(forgotten.rows_affected())
}

fn before(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.saturating_sub(by).unwrap_or(Timestamp::MIN)
}
