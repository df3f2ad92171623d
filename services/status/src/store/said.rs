//! What applicants say to an answer.

use domain::TicketNumber;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

/// What an applicant writes after an answer.
pub(crate) struct NewFollowUp<'a> {
    /// Names it, and the context that seals it.
    pub(crate) id: Uuid,
    pub(crate) number: TicketNumber,
    /// The text, sealed.
    pub(crate) body: &'a [u8],
    pub(crate) said_at: Timestamp,
}

/// Keeps whether the answer helped; the last word counts.
pub(crate) async fn say_helped(
    on: impl PgExecutor<'_>,
    number: TicketNumber,
    helped: bool,
    at: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO status.verdicts (ticket_number, helped, said_at) VALUES ($1, $2, $3)
         ON CONFLICT (ticket_number) DO UPDATE SET helped = excluded.helped, said_at = excluded.said_at",
        number.to_string(),
        helped,
        at.to_sqlx(),
    )
    .execute(on)
    .await
    .map(drop)
}

/// Keeps the text, and that the answer did not help, unless the ticket has such a text already or was erased. Whether
/// this is the one that is kept.
pub(crate) async fn follow_up(on: impl PgExecutor<'_>, new: &NewFollowUp<'_>) -> Result<bool, sqlx::Error> {
    let kept = sqlx::query!(
        "WITH verdict AS (
             INSERT INTO status.verdicts (ticket_number, helped, said_at) VALUES ($2, false, $4)
             ON CONFLICT (ticket_number) DO UPDATE SET helped = excluded.helped, said_at = excluded.said_at
         )
         INSERT INTO desk.entries (id, ticket_number, kind, body, said_at)
         SELECT $1, t.number, 'follow_up', $3, $4 FROM status.tickets t WHERE t.submitted_on = $5 AND t.number = $2
         ON CONFLICT DO NOTHING",
        new.id,
        new.number.to_string(),
        new.body,
        new.said_at.to_sqlx(),
        new.number.day().to_sqlx(),
    )
    .execute(on)
    .await?;
    Ok(kept.rows_affected() > 0)
}
