//! Answers that count once in the place of an account's own. Of each question an account has one at most.

use database::Connection;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

/// Puts one in the place of whatever the account had for this question, until then.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn issue(
    on: &mut Connection,
    (account, question): (Uuid, i16),
    hash: &str,
    now: Timestamp,
    until: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO accounts.one_time_answers (account_id, question, answer_hash, issued_at, until)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (account_id, question) DO UPDATE SET answer_hash = $3, issued_at = $4, until = $5",
        account,
        question,
        hash,
        now.to_sqlx() as jiff_sqlx::Timestamp,
        until.to_sqlx() as jiff_sqlx::Timestamp,
    )
    .execute(on)
    .await?;
    Ok(())
}

/// Uses it. Of two requests one gets `true`.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn spend(
    on: &mut Connection,
    (account, question): (Uuid, i16),
    hash: &str,
    now: Timestamp,
) -> Result<bool, sqlx::Error> {
    let spent = sqlx::query!(
        "DELETE FROM accounts.one_time_answers
          WHERE account_id = $1 AND question = $2 AND answer_hash = $3 AND until > $4",
        account,
        question,
        hash,
        now.to_sqlx(),
    )
    .execute(on)
    .await?;
    Ok(spent.rows_affected() > 0)
}

/// Voids all of an account.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn end_all(on: &mut Connection, account: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query!("DELETE FROM accounts.one_time_answers WHERE account_id = $1", account).execute(on).await?;
    Ok(())
}

/// Forgets at most `limit` that do not count any more. Returns how many.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn forget(on: impl PgExecutor<'_>, now: Timestamp, limit: i64) -> Result<u64, sqlx::Error> {
    let forgotten = sqlx::query!(
        "DELETE FROM accounts.one_time_answers WHERE (account_id, question) IN (
             SELECT account_id, question FROM accounts.one_time_answers
              WHERE until <= $1 ORDER BY until LIMIT $2 FOR UPDATE SKIP LOCKED)",
        now.to_sqlx(),
        limit,
    )
    .execute(on)
    .await?;
    Ok(forgotten.rows_affected())
}
