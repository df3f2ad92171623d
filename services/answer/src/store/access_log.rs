//! Who read or did what. Rows can only be added.

use domain::{DocumentKind, TicketNumber};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

use super::StoreError;

/// What a token did with a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Opened the ticket's content.
    ReadTicket,
    /// Opened one document.
    ReadDocument(DocumentKind),
    /// Took the ticket, or kept it longer.
    Claim,
    /// Answered it or corrected the answer.
    Answer,
    /// Handed it to another desk.
    Transfer,
}

impl Access {
    fn action(self) -> &'static str {
        match self {
            Self::ReadTicket => "read_ticket",
            Self::ReadDocument(_) => "read_document",
            Self::Claim => "claim",
            Self::Answer => "answer",
            Self::Transfer => "transfer",
        }
    }

    fn document(self) -> Option<&'static str> {
        match self {
            Self::ReadDocument(kind) => Some(kind.as_str()),
            Self::ReadTicket | Self::Claim | Self::Answer | Self::Transfer => None,
        }
    }
}

/// Writes one row. On a pool it is committed when this returns.
pub(crate) async fn record(
    on: impl PgExecutor<'_>,
    token_id: Uuid,
    access: Access,
    number: TicketNumber,
    at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO desk.access_log (at, token_id, action, ticket_number, document) VALUES ($1, $2, $3, $4, $5)",
        at.to_sqlx(),
        token_id,
        access.action(),
        number.to_string(),
        access.document(),
    )
    .execute(on)
    .await?;
    Ok(())
}
