//! Links in mails: what each does, to whom it was sent, and until when it works.

use database::{Connection, Inconsistent};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

/// Links that confirm an address count for so long.
const VERIFIES: SignedDuration = SignedDuration::from_hours(72);
/// Links to a new password count for so long.
const RENEWS: SignedDuration = SignedDuration::from_mins(30);

/// The time between two links of a kind.
const PAUSE: SignedDuration = SignedDuration::from_hours(1);

/// What a link does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It shows that its address is the owner's.
    VerifyAddress,
    /// It leads to a new password.
    NewPassword,
}

impl Kind {
    /// The stored name.
    const fn as_str(self) -> &'static str {
        match self {
            Self::VerifyAddress => "verify_address",
            Self::NewPassword => "new_password",
        }
    }

    fn named(name: &str) -> Option<Self> {
        [Self::VerifyAddress, Self::NewPassword].into_iter().find(|kind| kind.as_str() == name)
    }

    const fn lasts(self) -> SignedDuration {
        match self {
            Self::VerifyAddress => VERIFIES,
            Self::NewPassword => RENEWS,
        }
    }
}

/// A link.
pub(crate) struct Link {
    pub(crate) account: Uuid,
    pub(crate) address: Uuid,
    pub(crate) kind: Kind,
}

/// Writes a link, in the place of those of its kind that nobody used.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn make(on: &mut Connection, id: Uuid, link: &Link, now: Timestamp) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE accounts.links SET until = $3 WHERE account_id = $1 AND kind = $2 AND used_at IS NULL AND until > $3",
        link.account,
        link.kind.as_str(),
        now.to_sqlx() as jiff_sqlx::Timestamp,
    )
    .execute(&mut *on)
    .await?;
    sqlx::query!(
        "INSERT INTO accounts.links (id, account_id, address_id, kind, made_at, until) VALUES ($1, $2, $3, $4, $5, $6)",
        id,
        link.account,
        link.address,
        link.kind.as_str(),
        now.to_sqlx(),
        now.saturating_add(link.kind.lasts()).unwrap_or(Timestamp::MAX).to_sqlx(),
    )
    .execute(on)
    .await?;
    Ok(())
}

/// When the account may be sent another link of this kind: an hour after the last one. `None`: now.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn waits_until(
    on: impl PgExecutor<'_>,
    account: Uuid,
    kind: Kind,
    now: Timestamp,
) -> Result<Option<Timestamp>, sqlx::Error> {
    let last = sqlx::query_scalar!(
        "SELECT max(made_at) FROM accounts.links WHERE account_id = $1 AND kind = $2",
        account,
        kind.as_str(),
    )
    .fetch_one(on)
    .await?;
    let until = last.and_then(|last| last.to_jiff().saturating_add(PAUSE).ok());
    Ok(until.filter(|until| *until > now))
}

/// What the link with this id does, while it works.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn find(on: impl PgExecutor<'_>, id: Uuid, now: Timestamp) -> Result<Option<Kind>, sqlx::Error> {
    let kind = sqlx::query_scalar!(
        "SELECT l.kind FROM accounts.links l JOIN accounts.accounts a ON a.id = l.account_id
           JOIN accounts.addresses d ON d.id = l.address_id
          WHERE l.id = $1 AND l.used_at IS NULL AND l.until > $2 AND d.state <> 'former' AND a.ended_at IS NULL
            AND ((l.kind = 'verify_address' AND d.state = 'current') OR (a.state = 'active' AND a.frozen_at IS NULL))",
        id,
        now.to_sqlx(),
    )
    .fetch_optional(on)
    .await?;
    let Some(kind) = kind else { return Ok(None) };
    Ok(Some(Kind::named(&kind).ok_or_else(|| Inconsistent::new("accounts.links", "kind", &id))?))
}

/// Uses the link. Of two requests with the same one, one gets it.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn spend(on: &mut Connection, id: Uuid, now: Timestamp) -> Result<Option<Link>, sqlx::Error> {
    let row = sqlx::query!(
        "UPDATE accounts.links l SET used_at = $2 FROM accounts.accounts a, accounts.addresses d
          WHERE l.id = $1 AND l.used_at IS NULL AND l.until > $2 AND a.id = l.account_id AND a.ended_at IS NULL
            AND d.id = l.address_id AND d.state <> 'former'
            AND ((l.kind = 'verify_address' AND d.state = 'current') OR (a.state = 'active' AND a.frozen_at IS NULL))
      RETURNING l.account_id, l.address_id, l.kind",
        id,
        now.to_sqlx() as jiff_sqlx::Timestamp,
    )
    .fetch_optional(on)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let kind = Kind::named(&row.kind).ok_or_else(|| Inconsistent::new("accounts.links", "kind", &id))?;
    Ok(Some(Link { account: row.account_id, address: row.address_id, kind }))
}

/// Forgets at most `limit` links that have not worked for an hour. Returns how many.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn forget(on: impl PgExecutor<'_>, now: Timestamp, limit: i64) -> Result<u64, sqlx::Error> {
    let forgotten = sqlx::query!(
        "DELETE FROM accounts.links WHERE id IN (
             SELECT id FROM accounts.links WHERE until <= $1 ORDER BY until LIMIT $2 FOR UPDATE SKIP LOCKED)",
        now.saturating_sub(SignedDuration::from_hours(1)).unwrap_or(Timestamp::MIN).to_sqlx(),
        limit,
    )
    .execute(on)
    .await?;
    Ok(forgotten.rows_affected())
}
