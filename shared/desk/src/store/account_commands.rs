//! What desks ask of applicants' accounts, until accounts reports what became of it.

use database::{Connection, Inconsistent};
use domain::TicketNumber;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messages::CommandOutcome;
use sqlx::PgExecutor;
use uuid::Uuid;

/// A command.
#[derive(Clone, Copy, Debug)]
pub struct AccountCommand {
    /// Names it.
    pub id: Uuid,
    /// The officer.
    pub asked_by: Uuid,
    /// When.
    pub asked_at: Timestamp,
    /// What became of it; `None`: accounts has not reported yet.
    pub outcome: Option<CommandOutcome>,
}

/// A command that is to be written.
pub(crate) struct NewCommand {
    pub(crate) id: Uuid,
    pub(crate) number: TicketNumber,
    /// The account that the officer saw.
    pub(crate) account: Uuid,
    pub(crate) by: Uuid,
    pub(crate) at: Timestamp,
    /// When it is sent again.
    pub(crate) due_at: Timestamp,
}

/// Writes it. The caller holds the ticket's case, so there is one at a time.
pub(crate) async fn add(on: &mut Connection, new: &NewCommand) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO desk.account_commands (id, ticket_number, kind, account_id, asked_by, asked_at, due_at)
         VALUES ($1, $2, 'answer', $3, $4, $5, $6)",
        new.id,
        new.number.to_string(),
        new.account,
        new.by,
        new.at.to_sqlx(),
        new.due_at.to_sqlx(),
    )
    .execute(on)
    .await
    .map(drop)
}

/// The newest command of a ticket.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn newest(on: impl PgExecutor<'_>, number: TicketNumber) -> Result<Option<AccountCommand>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT id, asked_by, asked_at, outcome FROM desk.account_commands
          WHERE ticket_number = $1 ORDER BY asked_at DESC LIMIT 1",
        number.to_string(),
    )
    .fetch_optional(on)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let unknown = || Inconsistent::new("desk.account_commands", "outcome", &row.id);
    let outcome = row.outcome.as_deref().map(|name| CommandOutcome::named(name).ok_or_else(unknown)).transpose()?;
    Ok(Some(AccountCommand { id: row.id, asked_by: row.asked_by, asked_at: row.asked_at.to_jiff(), outcome }))
}

/// Whether the ticket waits for accounts.
///
/// # Errors
/// When the database is away.
pub async fn waits(on: impl PgExecutor<'_>, number: TicketNumber) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM desk.account_commands
            WHERE ticket_number = $1 AND settled_at IS NULL) AS "waits!""#,
        number.to_string(),
    )
    .fetch_one(on)
    .await
}

/// Writes down what became of a command, once. Returns the officer who gave it; `None` when it is unknown or settled.
///
/// # Errors
/// When the database is away.
pub async fn settle(
    on: &mut Connection,
    id: Uuid,
    number: TicketNumber,
    outcome: CommandOutcome,
    now: Timestamp,
) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "UPDATE desk.account_commands SET settled_at = $4, outcome = $3
          WHERE id = $1 AND ticket_number = $2 AND settled_at IS NULL RETURNING asked_by",
        id,
        number.to_string(),
        outcome.as_str(),
        now.to_sqlx(),
    )
    .fetch_optional(on)
    .await
}
