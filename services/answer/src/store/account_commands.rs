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
        "UPDATE desk.account_commands SET due_at = $1 + greatest($1 - asked_at, interval '2 minutes')
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

/// The age of the command that waits longest; zero when none waits.
pub(crate) async fn oldest(on: impl PgExecutor<'_>, now: Timestamp) -> Result<SignedDuration, sqlx::Error> {
    let oldest = sqlx::query_scalar!("SELECT min(asked_at) FROM desk.account_commands WHERE settled_at IS NULL")
        .fetch_one(on)
        .await?;
    Ok(oldest.map_or(SignedDuration::ZERO, |at| now.duration_since(at.to_jiff())))
}

/// Forgets a page of commands that were settled before `until`. Returns how many.
pub(crate) async fn forget(on: impl PgExecutor<'_>, until: Timestamp) -> Result<u64, sqlx::Error> {
    let forgotten = sqlx::query!(
        "DELETE FROM desk.account_commands WHERE id IN (
             SELECT id FROM desk.account_commands WHERE settled_at <= $1 ORDER BY settled_at LIMIT 5000)",
        until.to_sqlx(),
    )
    .execute(on)
    .await?;
    Ok(forgotten.rows_affected())
}
