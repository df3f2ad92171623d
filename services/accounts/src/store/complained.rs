//! What a complaint (form 02) does to the account that it is about: freezes, removes or releases it.

use database::Connection;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use super::commands::Asked;
use super::{approvals, entrances};

/// What became of freezing an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Froze {
    Now,
    /// The same command did.
    Before,
    /// The account ended, or another complaint has it frozen.
    Gone,
    /// Its period is closed.
    TooLate,
}

/// Freezes the account that the command is about, and ends what lets anybody in: sessions, browsers, links, answers
/// that count once.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn freeze(on: &mut Connection, asked: &Asked, now: Timestamp) -> Result<Froze, sqlx::Error> {
    let before =
        sqlx::query_scalar!(r#"SELECT EXISTS (SELECT FROM accounts.complaints WHERE id = $1) AS "there!""#, asked.id);
    if before.fetch_one(&mut *on).await? {
        return Ok(Froze::Before);
    }
    let account = sqlx::query!(
        "SELECT p.closes_at FROM accounts.accounts a JOIN accounts.periods p ON p.id = a.period_id
          WHERE a.id = $1 AND a.state = 'active' FOR NO KEY UPDATE OF a",
        asked.account,
    )
    .fetch_optional(&mut *on)
    .await?;
    let Some(account) = account else { return Ok(Froze::Gone) };
    if account.closes_at.to_jiff() <= now {
        return Ok(Froze::TooLate);
    }
    let written = sqlx::query!(
        "WITH frozen AS (
             UPDATE accounts.accounts SET frozen_at = $5, frozen_for = 'complaint'
              WHERE id = $3 AND NOT EXISTS (SELECT FROM accounts.complaints WHERE account_id = $3 AND outcome IS NULL)
             RETURNING id, period_id, nik_index
         )
         INSERT INTO accounts.complaints (id, ticket_number, period_id, nik_index, account_id, frozen_at, frozen_by)
         SELECT $1, $2, period_id, nik_index, id, $5, $4 FROM frozen",
        asked.id,
        asked.ticket.to_string(),
        asked.account,
        asked.by,
        now.to_sqlx() as jiff_sqlx::Timestamp,
    )
    .execute(&mut *on)
    .await?;
    if written.rows_affected() == 0 {
        return Ok(Froze::Gone);
    }
    end_ways_in(on, asked.account, now).await?;
    Ok(Froze::Now)
}

/// Ends all that lets anybody into an account.
async fn end_ways_in(on: &mut Connection, account: Uuid, now: Timestamp) -> Result<(), sqlx::Error> {
    entrances::end_sessions(&mut *on, account, now).await?;
    sqlx::query!(
        "WITH devices AS (DELETE FROM accounts.known_devices WHERE account_id = $1),
              links AS (DELETE FROM accounts.links WHERE account_id = $1)
         DELETE FROM accounts.one_time_answers WHERE account_id = $1",
        account,
    )
    .execute(on)
    .await?;
    Ok(())
}

/// Removes an account: its NIK is free, and nothing lets anybody in. Its data key and files stay for a while, for
/// disputes. `false` when it had ended already.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn remove(on: &mut Connection, account: Uuid, now: Timestamp) -> Result<bool, sqlx::Error> {
    let removed = sqlx::query!(
        "UPDATE accounts.accounts SET state = 'removed', ended_at = $2, check_at = NULL, secret_hash = NULL
          WHERE id = $1 AND state = 'active'",
        account,
        now.to_sqlx(),
    )
    .execute(&mut *on)
    .await?;
    if removed.rows_affected() == 0 {
        return Ok(false);
    }
    end_ways_in(&mut *on, account, now).await?;
    approvals::end_all(on, account).await?;
    Ok(true)
}

/// Has people sign in again, unless the operator has it frozen as well: then `Some(false)`. `None` when the account had
/// ended.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn release(on: &mut Connection, account: Uuid) -> Result<Option<bool>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"UPDATE accounts.accounts SET frozen_at = held_at, frozen_for = CASE WHEN held_at IS NOT NULL THEN 'operator' END
            WHERE id = $1 AND state = 'active' RETURNING held_at IS NULL AS "open!""#,
        account,
    )
    .fetch_optional(on)
    .await
}
