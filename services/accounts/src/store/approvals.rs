//! Whom a desk approved: this person is shown, once, an answer to question 2 that counts once.

use database::Connection;
use domain::TicketNumber;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

use super::commands::Asked;

/// How long an approval waits for its person.
const SHOWN: SignedDuration = SignedDuration::from_hours(7 * 24);
/// So long after that its person is told what became of it.
const TOLD: SignedDuration = SignedDuration::from_hours(30 * 24);

/// An approval, with what proves that somebody is its person.
pub(crate) struct Approval {
    pub(crate) account: Uuid,
    /// Of the five values that the account was made with.
    pub(crate) identity_index: Vec<u8>,
    /// Number of the account's second question.
    pub(crate) question: i16,
    pub(crate) until: Timestamp,
    pub(crate) shown_at: Option<Timestamp>,
}

/// Writes the approval, in the place of an older one of its ticket. The same command leaves one. `false` when the
/// account ended or is frozen.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn approve(on: &mut Connection, asked: &Asked, now: Timestamp) -> Result<bool, sqlx::Error> {
    let Asked { id: command, ticket, account, .. } = *asked;
    let written = sqlx::query!(
        "INSERT INTO accounts.approvals AS a (ticket_number, command_id, account_id, approved_at, until)
         SELECT $1, $2, id, $4, $5 FROM accounts.accounts WHERE id = $3 AND state = 'active' AND frozen_at IS NULL
         ON CONFLICT (ticket_number) DO UPDATE SET command_id = EXCLUDED.command_id, account_id = EXCLUDED.account_id,
             approved_at = EXCLUDED.approved_at, until = EXCLUDED.until, shown_at = NULL
          WHERE a.command_id <> EXCLUDED.command_id",
        ticket.to_string(),
        command,
        account,
        now.to_sqlx() as jiff_sqlx::Timestamp,
        now.saturating_add(SHOWN).unwrap_or(Timestamp::MAX).to_sqlx() as jiff_sqlx::Timestamp,
    )
    .execute(&mut *on)
    .await?;
    if written.rows_affected() > 0 {
        return Ok(true);
    }
    sqlx::query_scalar!(r#"SELECT EXISTS (SELECT FROM accounts.approvals WHERE command_id = $1) AS "there!""#, command,)
        .fetch_one(on)
        .await
}

/// The approval of a ticket, while its account is there and not frozen.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn find(on: impl PgExecutor<'_>, ticket: TicketNumber) -> Result<Option<Approval>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT p.account_id, a.identity_index, a.question_2, p.until, p.shown_at
           FROM accounts.approvals p JOIN accounts.accounts a ON a.id = p.account_id
          WHERE p.ticket_number = $1 AND a.state = 'active' AND a.frozen_at IS NULL",
        ticket.to_string(),
    )
    .fetch_optional(on)
    .await?;
    Ok(row.map(|row| Approval {
        account: row.account_id,
        identity_index: row.identity_index,
        question: row.question_2,
        until: row.until.to_jiff(),
        shown_at: row.shown_at.map(jiff_sqlx::Timestamp::to_jiff),
    }))
}

/// Marks the approval as shown, and holds its account until the transaction ends. Of two requests one gets `true`; none
/// when its time is over, or the account ended or was frozen.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn show(on: &mut Connection, ticket: TicketNumber, now: Timestamp) -> Result<bool, sqlx::Error> {
    let account = sqlx::query_scalar!(
        "SELECT a.id FROM accounts.accounts a JOIN accounts.approvals p ON p.account_id = a.id
          WHERE p.ticket_number = $1 AND a.state = 'active' AND a.frozen_at IS NULL FOR NO KEY UPDATE OF a",
        ticket.to_string(),
    )
    .fetch_optional(&mut *on)
    .await?;
    let Some(account) = account else { return Ok(false) };
    let shown = sqlx::query!(
        "UPDATE accounts.approvals SET shown_at = $2
          WHERE ticket_number = $1 AND account_id = $3 AND shown_at IS NULL AND until > $2",
        ticket.to_string(),
        now.to_sqlx() as jiff_sqlx::Timestamp,
        account,
    )
    .execute(on)
    .await?;
    Ok(shown.rows_affected() > 0)
}

/// Ends those of an account.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn end_all(on: &mut Connection, account: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query!("DELETE FROM accounts.approvals WHERE account_id = $1", account).execute(on).await?;
    Ok(())
}

/// Forgets at most `limit` approvals that have been over for `TOLD`. Returns how many.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn forget(on: impl PgExecutor<'_>, now: Timestamp, limit: i64) -> Result<u64, sqlx::Error> {
    let forgotten = sqlx::query!(
        "DELETE FROM accounts.approvals WHERE ticket_number IN (
             SELECT ticket_number FROM accounts.approvals WHERE until <= $1 ORDER BY until LIMIT $2
                FOR UPDATE SKIP LOCKED)",
        now.saturating_sub(TOLD).unwrap_or(Timestamp::MIN).to_sqlx(),
        limit,
    )
    .execute(on)
    .await?;
    Ok(forgotten.rows_affected())
}
