//! The accounts themselves.

use database::{Connection, Inconsistent};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;
use vault::SecretHash;

use super::entrances;

/// The browser that made an account sees the last step for so long.
pub(crate) const SHOWN: SignedDuration = SignedDuration::from_hours(1);

/// What was replaced or removed is kept so long, for disputes.
const ENDED: SignedDuration = SignedDuration::from_hours(90 * 24);
/// An account is kept so long after its period closed.
const LASTS: SignedDuration = SignedDuration::from_hours(2 * 365 * 24);

/// Whether somebody can sign in with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It is the account of its NIK.
    Active,
    /// It waits: the NIK has another one, and the register could not be asked.
    Claim,
}

impl Standing {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Claim => "claim",
        }
    }

    fn named(name: &str) -> Option<Self> {
        [Self::Active, Self::Claim].into_iter().find(|standing| standing.as_str() == name)
    }
}

/// An account as the browser that made it sees it.
pub(crate) struct Made {
    pub(crate) id: Uuid,
    pub(crate) standing: Standing,
    pub(crate) is_verified: bool,
    pub(crate) period: String,
    pub(crate) content: Vec<u8>,
    /// Wrapped.
    pub(crate) data_key: Vec<u8>,
    pub(crate) since: Timestamp,
}

/// The account of a NIK that holds it now.
pub(crate) struct Holder {
    pub(crate) id: Uuid,
    pub(crate) is_verified: bool,
}

/// Whether the register said that the identity of the NIK's account is right. With `identity_index`, only an account
/// with just these five values counts.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn is_taken(
    on: impl PgExecutor<'_>,
    period_id: Uuid,
    nik_index: &[u8],
    identity_index: Option<&[u8]>,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM accounts.accounts
            WHERE period_id = $1 AND nik_index = $2 AND state = 'active' AND identity = 'verified'
              AND ($3::bytea IS NULL OR identity_index = $3)) AS "taken!""#,
        period_id,
        nik_index,
        identity_index,
    )
    .fetch_one(on)
    .await
}

/// Who holds the NIK of this draft, locked until the transaction ends.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn holder(on: &mut Connection, draft: Uuid) -> Result<Option<Holder>, sqlx::Error> {
    sqlx::query_as!(
        Holder,
        r#"SELECT a.id, a.identity = 'verified' AS "is_verified!"
             FROM accounts.drafts d
             JOIN accounts.accounts a ON a.period_id = d.period_id AND a.nik_index = d.nik_index AND a.state = 'active'
            WHERE d.id = $1 FOR UPDATE OF a"#,
        draft,
    )
    .fetch_optional(on)
    .await
}

/// Ends an account, with its sessions, whose NIK another one holds from now on.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn replace(on: &mut Connection, id: Uuid, now: Timestamp) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE accounts.accounts SET state = 'replaced', ended_at = $2, check_at = NULL, secret_hash = NULL WHERE id = $1",
        id,
        now.to_sqlx(),
    )
    .execute(&mut *on)
    .await?;
    entrances::end_sessions(on, id, now).await
}

/// Makes an account of a draft, whose place it takes: its id, data key and files are the draft's.
///
/// # Errors
/// When the database is away or refuses; with the constraint `accounts_one_of_a_nik` when somebody was quicker.
pub(crate) async fn make(
    on: &mut Connection,
    draft: Uuid,
    standing: Standing,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "WITH told AS (DELETE FROM accounts.drafts WHERE id = $1 RETURNING *)
         INSERT INTO accounts.accounts (id, period_id, state, identity, nik_index, identity_index, content,
             password_hash, question_1, answer_1_hash, question_2, answer_2_hash, made_at, password_changed_at,
             check_at, secret_hash)
         SELECT id, period_id, $2, identity, nik_index, identity_index, content,
             password_hash, question_1, answer_1_hash, question_2, answer_2_hash, $3::timestamptz, $3::timestamptz,
             CASE identity WHEN 'pending' THEN $3::timestamptz END, secret_hash FROM told",
        draft,
        standing.as_str(),
        now.to_sqlx() as jiff_sqlx::Timestamp,
    )
    .execute(on)
    .await?;
    Ok(())
}

/// The account that the browser with this secret made, for an hour.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn made_by(
    on: impl PgExecutor<'_>,
    secret: &SecretHash,
    now: Timestamp,
) -> Result<Option<Made>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT a.id, a.state, a.identity = 'verified' AS "is_verified!", p.name, a.content, k.data_key, a.made_at
             FROM accounts.accounts a JOIN accounts.periods p ON p.id = a.period_id
             JOIN keys.accounts k ON k.account_id = a.id
            WHERE a.secret_hash = $1 AND a.made_at > $2 AND a.ended_at IS NULL"#,
        secret.as_slice(),
        now.saturating_sub(SHOWN).unwrap_or(Timestamp::MIN).to_sqlx(),
    )
    .fetch_optional(on)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let unknown = || Inconsistent::new("accounts.accounts", "state", &row.id);
    Ok(Some(Made {
        id: row.id,
        standing: Standing::named(&row.state).ok_or_else(unknown)?,
        is_verified: row.is_verified,
        period: row.name,
        content: row.content,
        data_key: row.data_key,
        since: row.made_at.to_jiff(),
    }))
}

/// Forgets at most `limit` accounts that were replaced or removed `ENDED` ago, or whose period closed `LASTS` ago, with
/// their data keys. Their files are left to the sweep. Returns how many.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn forget(on: impl PgExecutor<'_>, now: Timestamp, limit: i64) -> Result<u64, sqlx::Error> {
    let before = |by| now.saturating_sub(by).unwrap_or(Timestamp::MIN);
    let forgotten = sqlx::query!(
        "WITH over AS (
             SELECT id FROM accounts.accounts
              WHERE ended_at <= $1 OR period_id IN (SELECT id FROM accounts.periods WHERE closes_at <= $2)
              LIMIT $4 FOR UPDATE SKIP LOCKED
         ), keyless AS (
             DELETE FROM keys.accounts k USING over WHERE k.account_id = over.id
         ), fileless AS (
             UPDATE accounts.files f SET doomed_at = $3 FROM over WHERE f.account_id = over.id AND f.doomed_at IS NULL
         )
         DELETE FROM accounts.accounts a USING over WHERE a.id = over.id",
        before(ENDED).to_sqlx(),
        before(LASTS).to_sqlx(),
        now.to_sqlx(),
        limit,
    )
    .execute(on)
    .await?;
    Ok(forgotten.rows_affected())
}

/// Forgets by which browsers at most `limit` accounts were made more than an hour ago. Returns how many.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn hide(on: impl PgExecutor<'_>, now: Timestamp, limit: i64) -> Result<u64, sqlx::Error> {
    let hidden = sqlx::query!(
        "UPDATE accounts.accounts SET secret_hash = NULL WHERE id IN (
             SELECT id FROM accounts.accounts WHERE secret_hash IS NOT NULL AND made_at <= $1
              ORDER BY made_at LIMIT $2 FOR UPDATE SKIP LOCKED)",
        now.saturating_sub(SHOWN).unwrap_or(Timestamp::MIN).to_sqlx(),
        limit,
    )
    .execute(on)
    .await?;
    Ok(hidden.rows_affected())
}
