//! What desks ask of accounts, as the desks' own table has it.

use database::Inconsistent;
use domain::TicketNumber;
use messages::CommandKind;
use sqlx::PgExecutor;
use uuid::Uuid;

/// A command that waits for its report.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    pub(crate) id: Uuid,
    pub(crate) ticket: TicketNumber,
    pub(crate) kind: CommandKind,
    /// The account that the officer saw.
    pub(crate) account: Uuid,
    /// The officer.
    pub(crate) by: Uuid,
}

/// What the command is, as long as the desk waits for a report.
///
/// # Errors
/// When the database is away or refuses, or holds a kind that this version does not know.
pub(crate) async fn asked(
    on: impl PgExecutor<'_>,
    id: Uuid,
    ticket: TicketNumber,
) -> Result<Option<Asked>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT kind AS "kind!", account_id AS "account!", asked_by AS "by!" FROM desk.asked_of_accounts
            WHERE id = $1 AND ticket_number = $2"#,
        id,
        ticket.to_string(),
    )
    .fetch_optional(on)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let unknown = || Inconsistent::new("desk.account_commands", "kind", &id);
    let kind = CommandKind::named(&row.kind).ok_or_else(unknown)?;
    Ok(Some(Asked { id, ticket, kind, account: row.account, by: row.by }))
}
