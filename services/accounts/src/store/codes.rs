//! Codes of six digits that were sent to addresses: what each is for, until when it counts, and how often somebody
//! tried. The codes themselves lie nowhere (the crate `letters`).

use ::letters::codes::VALID;
use database::Connection;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

/// Tries with one code; the table knows the same number.
const TRIES: i16 = 5;
/// Codes for one purpose of an account within [`A_DAY`].
const MOST: i64 = 5;
/// And the time between two of them.
const PAUSE: SignedDuration = SignedDuration::from_mins(1);
/// For so long codes are counted, and kept.
const A_DAY: SignedDuration = SignedDuration::from_hours(24);

/// What a code is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// It shows that a telephone is the owner's.
    VerifyPhone,
    /// It shows an answer that a desk approved.
    ApprovedAnswer,
    /// It spares whoever answered a question the cool-down.
    NewPassword,
}

impl Purpose {
    /// The stored name.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::VerifyPhone => "verify_phone",
            Self::ApprovedAnswer => "approved_answer",
            Self::NewPassword => "new_password",
        }
    }
}

/// A code that counts.
pub(crate) struct Live {
    pub(crate) id: Uuid,
    /// The address that it confirms; `None` for the purposes that confirm none.
    pub(crate) address: Option<Uuid>,
    /// Tries that are left.
    pub(crate) left: i16,
}

/// When the next code may be sent; `None`: now.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn waits_until(
    on: impl PgExecutor<'_>,
    account: Uuid,
    purpose: Purpose,
    now: Timestamp,
) -> Result<Option<Timestamp>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT count(*) AS "count!", min(made_at) AS first, max(made_at) AS last FROM accounts.codes
            WHERE account_id = $1 AND purpose = $2 AND made_at > $3"#,
        account,
        purpose.as_str(),
        now.saturating_sub(A_DAY).unwrap_or(Timestamp::MIN).to_sqlx(),
    )
    .fetch_one(on)
    .await?;
    let (from, wait) = if row.count >= MOST { (row.first, A_DAY) } else { (row.last, PAUSE) };
    let until = from.and_then(|from| from.to_jiff().saturating_add(wait).ok());
    Ok(until.filter(|until| *until > now))
}

/// Writes a code in the place of the one before. The caller holds the account and asked [`waits_until`].
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn make(
    on: &mut Connection,
    id: Uuid,
    (account, purpose, address): (Uuid, Purpose, Option<Uuid>),
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    end_all(on, account, purpose, now).await?;
    sqlx::query!(
        "INSERT INTO accounts.codes (id, account_id, address_id, purpose, made_at, until) VALUES ($1, $2, $3, $4, $5, $6)",
        id,
        account,
        address,
        purpose.as_str(),
        now.to_sqlx(),
        now.saturating_add(VALID).unwrap_or(Timestamp::MAX).to_sqlx(),
    )
    .execute(on)
    .await?;
    Ok(())
}

/// Voids those of an account for a purpose.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn end_all(
    on: &mut Connection,
    account: Uuid,
    purpose: Purpose,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE accounts.codes SET until = $3
          WHERE account_id = $1 AND purpose = $2 AND used_at IS NULL AND until > $3",
        account,
        purpose.as_str(),
        now.to_sqlx() as jiff_sqlx::Timestamp,
    )
    .execute(on)
    .await?;
    Ok(())
}

/// The code that counts.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn live(
    on: impl PgExecutor<'_>,
    account: Uuid,
    purpose: Purpose,
    now: Timestamp,
) -> Result<Option<Live>, sqlx::Error> {
    sqlx::query_as!(
        Live,
        r#"SELECT id, address_id AS address, $4 - tries AS "left!" FROM accounts.codes
            WHERE account_id = $1 AND purpose = $2 AND used_at IS NULL AND until > $3 AND tries < $4"#,
        account,
        purpose.as_str(),
        now.to_sqlx(),
        TRIES,
    )
    .fetch_optional(on)
    .await
}

/// Counts a try with the code that counts, before it is compared. `None` when there is none, or all tries were used: of
/// any number at once, five get it.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn count(
    on: impl PgExecutor<'_>,
    account: Uuid,
    purpose: Purpose,
    now: Timestamp,
) -> Result<Option<Live>, sqlx::Error> {
    sqlx::query_as!(
        Live,
        r#"UPDATE accounts.codes SET tries = tries + 1
            WHERE account_id = $1 AND purpose = $2 AND used_at IS NULL AND until > $3 AND tries < $4
        RETURNING id, address_id AS address, $4 - tries AS "left!""#,
        account,
        purpose.as_str(),
        now.to_sqlx(),
        TRIES,
    )
    .fetch_optional(on)
    .await
}

/// Uses it. Of two requests one gets `true`; none after another took its place.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn spend(on: &mut Connection, id: Uuid, now: Timestamp) -> Result<bool, sqlx::Error> {
    let spent = sqlx::query!(
        "UPDATE accounts.codes SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND until > $2",
        id,
        now.to_sqlx() as jiff_sqlx::Timestamp,
    )
    .execute(on)
    .await?;
    Ok(spent.rows_affected() > 0)
}

/// Forgets at most `limit` that are not counted any more. Returns how many.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn forget(on: impl PgExecutor<'_>, now: Timestamp, limit: i64) -> Result<u64, sqlx::Error> {
    let forgotten = sqlx::query!(
        "DELETE FROM accounts.codes WHERE id IN (
             SELECT id FROM accounts.codes WHERE made_at <= $1 ORDER BY made_at LIMIT $2 FOR UPDATE SKIP LOCKED)",
        now.saturating_sub(A_DAY).unwrap_or(Timestamp::MIN).to_sqlx(),
        limit,
    )
    .execute(on)
    .await?;
    Ok(forgotten.rows_affected())
}
