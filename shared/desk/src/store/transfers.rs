//! Hand-overs between desks, with their sealed reasons.

use domain::{Desk, TicketNumber};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

use super::stored::stored;

/// A hand-over to be written.
pub struct NewTransfer<'a> {
    /// The message that carries the ticket to its new desk.
    pub event_id: Uuid,
    /// The ticket.
    pub number: TicketNumber,
    /// The desk that has it.
    pub from: Desk,
    /// The desk that gets it.
    pub to: Desk,
    /// The text, sealed in the context `transfer.<event id>`.
    pub reason: &'a [u8],
    /// Who hands it over.
    pub by: Uuid,
    /// When.
    pub at: Timestamp,
}

/// A stored hand-over, its reason still sealed.
pub struct SealedTransfer {
    /// Id of the hand-over.
    pub event_id: Uuid,
    /// The desk that had it.
    pub from: Desk,
    /// The desk that got it.
    pub to: Desk,
    /// Why, sealed with the ticket's data key.
    pub reason: Vec<u8>,
    /// Token or officer.
    pub by: Uuid,
    /// When.
    pub at: Timestamp,
}

/// Writes a hand-over.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn add(on: impl PgExecutor<'_>, transfer: &NewTransfer<'_>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO desk.transfers (event_id, ticket_number, from_desk, to_desk, reason, transferred_by, \
        transferred_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        transfer.event_id,
        transfer.number.to_string(),
        transfer.from.as_str(),
        transfer.to.as_str(),
        transfer.reason,
        transfer.by,
        transfer.at.to_sqlx(),
    )
    .execute(on)
    .await?;
    Ok(())
}

/// All hand-overs of a ticket, oldest first.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn of_ticket(on: impl PgExecutor<'_>, number: TicketNumber) -> Result<Vec<SealedTransfer>, sqlx::Error> {
    let number = number.to_string();
    sqlx::query!(
        "SELECT event_id, from_desk, to_desk, reason, transferred_by, transferred_at FROM desk.transfers
          WHERE ticket_number = $1 ORDER BY transferred_at, event_id",
        number,
    )
    .fetch_all(on)
    .await?
    .into_iter()
    .map(|row| {
        Ok(SealedTransfer {
            event_id: row.event_id,
            from: stored(&row.from_desk, "desk.transfers", "from_desk", &number)?,
            to: stored(&row.to_desk, "desk.transfers", "to_desk", &number)?,
            reason: row.reason,
            by: row.transferred_by,
            at: row.transferred_at.to_jiff(),
        })
    })
    .collect()
}
