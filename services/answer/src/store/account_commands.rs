//! Commands to accounts that wait for their report.

use database::{Connection, Inconsistent};
use domain::TicketNumber;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

/// Up to `most` commands whose time has come. They are due again when they are twice as old, so that a long outage of
/// accounts costs few messages.
pub(crate) async fn take_due(
    on: &mut Connection,
    now: Timestamp,
    most: i64,
) -> Result<Vec<(Uuid, TicketNumber)>, sqlx::Error> {
    let rows = sqlx::query!(
        "UPDATE desk.account_commands SET due_at = $1 + greatest($1 - coalesce(expected_at, asked_at), interval '2 minutes')
          WHERE id IN (SELECT id FROM desk.account_commands WHERE settled_at IS NULL AND due_at <= $1
                        ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED)
      RETURNING id, ticket_number",
        now.to_sqlx() as jiff_sqlx::Timestamp,
        most,
    )
    .fetch_all(on)
    .await?;
    let number = |text: &str, id: Uuid| {
        text.parse().map_err(|_invalid| Inconsistent::new("desk.account_commands", "ticket_number", &id))
    };
    Ok(rows
        .into_iter()
        .map(|row| Ok((row.id, number(&row.ticket_number, row.id)?)))
        .collect::<Result<_, Inconsistent>>()?)
}

/// Makes every command due that has no report.
pub(crate) async fn make_due(on: impl PgExecutor<'_>) -> Result<(), sqlx::Error> {
    sqlx::query!("UPDATE desk.account_commands SET due_at = '-infinity' WHERE settled_at IS NULL")
        .execute(on)
        .await
        .map(drop)
}

/// How long the command waits that waits longest, from when accounts was to carry it out; zero when none waits.
pub(crate) async fn oldest(on: impl PgExecutor<'_>, now: Timestamp) -> Result<SignedDuration, sqlx::Error> {
    let oldest = sqlx::query_scalar!(
        "SELECT min(coalesce(expected_at, asked_at)) FROM desk.account_commands
          WHERE settled_at IS NULL AND coalesce(expected_at, asked_at) <= $1",
        now.to_sqlx(),
    )
    .fetch_one(on)
    .await?;
    Ok(oldest.map_or(SignedDuration::ZERO, |at| now.duration_since(at.to_jiff())))
}

/// Forgets a page of commands that were settled before `until`, and not what froze an account as long as nobody has
/// decided about it. Returns how many.
pub(crate) async fn forget(on: impl PgExecutor<'_>, until: Timestamp) -> Result<u64, sqlx::Error> {
    let forgotten = sqlx::query!(
        "DELETE FROM desk.account_commands WHERE id IN (
             SELECT c.id FROM desk.account_commands c WHERE c.settled_at <= $1
                AND NOT (c.kind = 'freeze' AND c.outcome = 'done'
                         AND NOT EXISTS (SELECT FROM desk.account_commands l
                                          WHERE l.ticket_number = c.ticket_number AND l.asked_at > c.asked_at
                                            AND l.settled_at IS NOT NULL))
              ORDER BY c.settled_at LIMIT 5000)",
        until.to_sqlx(),
    )
    .execute(on)
    .await?;
    Ok(forgotten.rows_affected())
}
