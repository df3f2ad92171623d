//! Sealed internal notes on tickets. Officers only add them.

use domain::TicketNumber;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

/// A stored note, still sealed.
pub(crate) struct SealedNote {
    pub(crate) id: Uuid,
    /// The text, sealed in the context `note.<id>`.
    pub(crate) body: Vec<u8>,
    /// The officer.
    pub(crate) by: Uuid,
    pub(crate) at: Timestamp,
}

/// Writes a note.
pub(crate) async fn add(on: impl PgExecutor<'_>, number: TicketNumber, note: &SealedNote) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO desk.notes (id, ticket_number, body, written_by, written_at) VALUES ($1, $2, $3, $4, $5)",
        note.id,
        number.to_string(),
        note.body,
        note.by,
        note.at.to_sqlx(),
    )
    .execute(on)
    .await?;
    Ok(())
}

/// All notes of a ticket, oldest first.
pub(crate) async fn of_ticket(on: impl PgExecutor<'_>, number: TicketNumber) -> Result<Vec<SealedNote>, sqlx::Error> {
    let rows = sqlx::query!(
        "SELECT id, body, written_by, written_at FROM desk.notes WHERE ticket_number = $1 ORDER BY written_at, id",
        number.to_string(),
    )
    .fetch_all(on)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| SealedNote { id: row.id, body: row.body, by: row.written_by, at: row.written_at.to_jiff() })
        .collect())
}
