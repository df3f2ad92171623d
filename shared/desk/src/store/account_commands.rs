//! What desks ask of applicants' accounts, until accounts reports what became of it.

use database::{Connection, Inconsistent};
use domain::TicketNumber;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messages::{CommandKind, CommandOutcome};
use sqlx::PgExecutor;
use uuid::Uuid;

use crate::accounts::Ask;

/// A command.
#[derive(Clone, Copy, Debug)]
pub struct AccountCommand {
    /// Names it.
    pub id: Uuid,
    /// What was asked.
    pub kind: CommandKind,
    /// For which account.
    pub account: Uuid,
    /// When accounts carries it out; `None`: at once.
    pub expected_at: Option<Timestamp>,
    /// The officer.
    pub asked_by: Uuid,
    /// When.
    pub asked_at: Timestamp,
    /// What became of it; `None`: accounts has not reported yet.
    pub outcome: Option<CommandOutcome>,
}

/// What a ticket had frozen last.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Froze {
    pub(crate) account: Uuid,
    pub(crate) asked_by: Uuid,
    /// Its removal is asked for, or was done.
    removal: bool,
    /// It is to be released, or was.
    lift: bool,
}

impl Froze {
    /// Nothing of this kind can be asked for any more.
    pub(crate) fn is_decided(&self, kind: CommandKind) -> bool {
        self.lift || (self.removal && kind != CommandKind::Lift)
    }
}

/// A command that is to be written.
pub(crate) struct NewCommand {
    pub(crate) id: Uuid,
    pub(crate) number: TicketNumber,
    pub(crate) ask: Ask,
    pub(crate) by: Uuid,
    pub(crate) at: Timestamp,
    /// When it is sent again.
    pub(crate) due_at: Timestamp,
}

/// Writes it. The caller holds the ticket's case, so there is one at a time.
pub(crate) async fn add(on: &mut Connection, new: &NewCommand) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO desk.account_commands (id, ticket_number, kind, account_id, asked_by, asked_at, due_at, expected_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        new.id,
        new.number.to_string(),
        new.ask.kind.as_str(),
        new.ask.account,
        new.by,
        new.at.to_sqlx(),
        new.due_at.to_sqlx(),
        new.ask.expected_at.map(jiff_sqlx::ToSqlx::to_sqlx) as Option<jiff_sqlx::Timestamp>,
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
        "SELECT id, kind, account_id, asked_by, asked_at, expected_at, outcome FROM desk.account_commands
          WHERE ticket_number = $1 ORDER BY asked_at DESC, id DESC LIMIT 1",
        number.to_string(),
    )
    .fetch_optional(on)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let unknown = || Inconsistent::new("desk.account_commands", "outcome", &row.id);
    let outcome = row.outcome.as_deref().map(|name| CommandOutcome::named(name).ok_or_else(unknown)).transpose()?;
    let kind = kind(&row.kind, row.id)?;
    Ok(Some(AccountCommand {
        id: row.id,
        kind,
        account: row.account_id,
        expected_at: row.expected_at.map(jiff_sqlx::Timestamp::to_jiff),
        asked_by: row.asked_by,
        asked_at: row.asked_at.to_jiff(),
        outcome,
    }))
}

fn kind(name: &str, id: Uuid) -> Result<CommandKind, Inconsistent> {
    CommandKind::named(name).ok_or_else(|| Inconsistent::new("desk.account_commands", "kind", &id))
}

/// Whether the ticket waits: for accounts, or for the second officer to decide about what it froze.
///
/// # Errors
/// When the database is away.
pub async fn waits(on: impl PgExecutor<'_>, number: TicketNumber) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM desk.account_commands WHERE ticket_number = $1 AND settled_at IS NULL)
               OR coalesce((SELECT kind = 'freeze' AND outcome = 'done' FROM desk.account_commands
                             WHERE ticket_number = $1 ORDER BY asked_at DESC, id DESC LIMIT 1), false) AS "waits!""#,
        number.to_string(),
    )
    .fetch_one(on)
    .await
}

/// What the ticket had frozen last, as accounts has reported it.
///
/// # Errors
/// When the database is away.
pub(crate) async fn frozen(on: impl PgExecutor<'_>, number: TicketNumber) -> Result<Option<Froze>, sqlx::Error> {
    sqlx::query_as!(
        Froze,
        r#"SELECT f.account_id AS account, f.asked_by,
                  EXISTS (SELECT FROM desk.account_commands l WHERE l.ticket_number = $1 AND l.kind = 'remove'
                             AND l.asked_at >= f.asked_at AND coalesce(l.outcome, 'done') = 'done') AS "removal!",
                  EXISTS (SELECT FROM desk.account_commands l WHERE l.ticket_number = $1 AND l.kind = 'lift'
                             AND l.asked_at >= f.asked_at AND coalesce(l.outcome, 'done') = 'done') AS "lift!"
             FROM desk.account_commands f
            WHERE f.ticket_number = $1 AND f.kind = 'freeze' AND f.outcome = 'done'
            ORDER BY f.asked_at DESC LIMIT 1"#,
        number.to_string(),
    )
    .fetch_optional(on)
    .await
}

/// Writes down what became of a command, once. Returns what it was and the officer who gave it; `None` when it is
/// unknown or settled.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn settle(
    on: &mut Connection,
    id: Uuid,
    number: TicketNumber,
    outcome: CommandOutcome,
    now: Timestamp,
) -> Result<Option<(CommandKind, Uuid)>, sqlx::Error> {
    let row = sqlx::query!(
        "UPDATE desk.account_commands SET settled_at = $4, outcome = $3
          WHERE id = $1 AND ticket_number = $2 AND settled_at IS NULL RETURNING kind, asked_by",
        id,
        number.to_string(),
        outcome.as_str(),
        now.to_sqlx(),
    )
    .fetch_optional(on)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some((kind(&row.kind, id)?, row.asked_by)))
}

/// The account was released: nothing is to be removed any more.
///
/// # Errors
/// When the database is away.
pub(crate) async fn lift(on: &mut Connection, number: TicketNumber, now: Timestamp) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE desk.account_commands SET settled_at = $2, outcome = 'lifted'
          WHERE ticket_number = $1 AND kind = 'remove' AND settled_at IS NULL",
        number.to_string(),
        now.to_sqlx(),
    )
    .execute(on)
    .await
    .map(drop)
}
