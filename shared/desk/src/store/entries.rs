//! What applicants say about a ticket after an answer, sealed.

use domain::TicketNumber;
use jiff::Timestamp;
use sqlx::PgExecutor;
use uuid::Uuid;

/// What the applicant wrote once more, still sealed.
pub struct SealedFollowUp {
    /// Names it, and the context that seals it.
    pub id: Uuid,
    /// The words, sealed with the ticket's data key.
    pub body: Vec<u8>,
    /// When.
    pub said_at: Timestamp,
}

/// What the applicant wrote after the first answer, if anything: there is one at most.
///
/// # Errors
/// When the database is away.
pub async fn follow_up(on: impl PgExecutor<'_>, number: TicketNumber) -> Result<Option<SealedFollowUp>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT id, body, said_at FROM desk.entries WHERE ticket_number = $1 AND kind = 'follow_up'",
        number.to_string(),
    )
    .fetch_optional(on)
    .await?;
    Ok(row.map(|row| SealedFollowUp { id: row.id, body: row.body, said_at: row.said_at.to_jiff() }))
}
