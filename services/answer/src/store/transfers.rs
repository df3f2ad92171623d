//! Hand-overs between desks, their reasons sealed.

use domain::{Desk, TicketNumber};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

use super::StoreError;
use super::error::stored;

/// A hand-over to be written.
pub(crate) struct NewTransfer<'a> {
    /// The message that carries the ticket to its new desk.
    pub(crate) event_id: Uuid,
    pub(crate) number: TicketNumber,
    pub(crate) from: Desk,
    pub(crate) to: Desk,
    /// The text, sealed in the context `transfer.<event id>`.
    pub(crate) reason: &'a [u8],
    pub(crate) by: Uuid,
    pub(crate) at: Timestamp,
}

/// A stored hand-over, its reason still sealed.
pub(crate) struct SealedTransfer {
    pub(crate) event_id: Uuid,
    pub(crate) from: Desk,
    pub(crate) to: Desk,
    pub(crate) reason: Vec<u8>,
    /// Token or officer.
    pub(crate) by: Uuid,
    pub(crate) at: Timestamp,
}

/// Writes a hand-over.
pub(crate) async fn add(on: impl PgExecutor<'_>, transfer: &NewTransfer<'_>) -> Result<(), StoreError> {
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
pub(crate) async fn of_ticket(
    on: impl PgExecutor<'_>,
    number: TicketNumber,
) -> Result<Vec<SealedTransfer>, StoreError> {
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
            from: stored(&row.from_desk, "desk.transfers.from_desk", &number)?,
            to: stored(&row.to_desk, "desk.transfers.to_desk", &number)?,
            reason: row.reason,
            by: row.transferred_by,
            at: row.transferred_at.to_jiff(),
        })
    })
    .collect()
}
