//! Who proved to own an account may choose a new password for it, once, in the browser that proved it.

use database::{Connection, Inconsistent};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;
use vault::SecretHash;

/// How long a grant counts.
pub(crate) const VALID: SignedDuration = SignedDuration::from_mins(15);

/// How somebody proved to own the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    /// With the answer to the first question.
    Answer,
    /// With an answer that counts once.
    OneTimeAnswer,
    /// With a link in a mail to a verified address.
    Link,
}

impl Proof {
    const ALL: [Self; 3] = [Self::Answer, Self::OneTimeAnswer, Self::Link];

    /// The stored name.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::OneTimeAnswer => "one_time_answer",
            Self::Link => "link",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|proof| proof.as_str() == name)
    }
}

/// A grant that counts.
pub(crate) struct Grant {
    pub(crate) account: Uuid,
    pub(crate) proof: Proof,
    /// Its browser typed a code that was sent to a confirmed address of the account.
    pub(crate) is_confirmed: bool,
}

/// Makes a grant for the browser that keeps this secret.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn make(
    on: &mut Connection,
    secret: &SecretHash,
    (account, proof): (Uuid, Proof),
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO accounts.grants (secret_hash, account_id, proof, until) VALUES ($1, $2, $3, $4)",
        secret.as_slice(),
        account,
        proof.as_str(),
        now.saturating_add(VALID).unwrap_or(Timestamp::MAX).to_sqlx(),
    )
    .execute(on)
    .await?;
    Ok(())
}

/// The grant of the browser that keeps this secret, while it counts and the account is there and not frozen.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn find(
    on: impl PgExecutor<'_>,
    secret: &SecretHash,
    now: Timestamp,
) -> Result<Option<Grant>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT g.account_id, g.proof, g.confirmed_at IS NOT NULL AS "is_confirmed!" FROM accounts.grants g JOIN accounts.accounts a ON a.id = g.account_id
          WHERE g.secret_hash = $1 AND g.until > $2 AND a.state = 'active' AND a.frozen_at IS NULL"#,
        secret.as_slice(),
        now.to_sqlx(),
    )
    .fetch_optional(on)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let proof =
        Proof::named(&row.proof).ok_or_else(|| Inconsistent::new("accounts.grants", "proof", &row.account_id))?;
    Ok(Some(Grant { account: row.account_id, proof, is_confirmed: row.is_confirmed }))
}

/// Writes down that the browser typed a code that was sent to the account. `false` when the grant is over.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn confirm(on: &mut Connection, secret: &SecretHash, now: Timestamp) -> Result<bool, sqlx::Error> {
    let confirmed = sqlx::query!(
        "UPDATE accounts.grants SET confirmed_at = $2 WHERE secret_hash = $1 AND until > $2",
        secret.as_slice(),
        now.to_sqlx() as jiff_sqlx::Timestamp,
    )
    .execute(on)
    .await?;
    Ok(confirmed.rows_affected() > 0)
}

/// Uses the grant. Of two requests with the same secret one gets `true`.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn spend(on: &mut Connection, secret: &SecretHash, now: Timestamp) -> Result<bool, sqlx::Error> {
    let spent = sqlx::query!(
        "DELETE FROM accounts.grants WHERE secret_hash = $1 AND until > $2",
        secret.as_slice(),
        now.to_sqlx(),
    )
    .execute(on)
    .await?;
    Ok(spent.rows_affected() > 0)
}

/// Voids all grants of an account.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn end_all(on: &mut Connection, account: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query!("DELETE FROM accounts.grants WHERE account_id = $1", account).execute(on).await?;
    Ok(())
}

/// Forgets at most `limit` grants that do not count any more. Returns how many.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn forget(on: impl PgExecutor<'_>, now: Timestamp, limit: i64) -> Result<u64, sqlx::Error> {
    let forgotten = sqlx::query!(
        "DELETE FROM accounts.grants WHERE secret_hash IN (
             SELECT secret_hash FROM accounts.grants WHERE until <= $1 ORDER BY until LIMIT $2 FOR UPDATE SKIP LOCKED)",
        now.to_sqlx(),
        limit,
    )
    .execute(on)
    .await?;
    Ok(forgotten.rows_affected())
}
