//! What applicants reply to questions.

use domain::TicketNumber;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

/// What an applicant replies to a question.
pub(crate) struct NewReply<'a> {
    /// Names it, and the context that seals it.
    pub(crate) id: Uuid,
    pub(crate) number: TicketNumber,
    pub(crate) question: Uuid,
    /// The text, sealed.
    pub(crate) body: &'a [u8],
    pub(crate) said_at: Timestamp,
}

/// Keeps the reply to the ticket's newest question, unless there is one already, or the ticket was answered or erased.
/// Whether this is the one that is kept.
pub(crate) async fn reply(on: impl PgExecutor<'_>, new: &NewReply<'_>) -> Result<bool, sqlx::Error> {
    let kept = sqlx::query!(
        "INSERT INTO desk.entries (id, ticket_number, kind, body, said_at, question_id)
         SELECT $1, t.number, 'reply', $3, $4, $6
           FROM status.tickets t
          WHERE t.submitted_on = $5 AND t.number = $2 AND t.question_ids[cardinality(t.question_ids)] = $6
            AND t.question_states[cardinality(t.question_ids)] IN ('open', 'expired', 'handed_over')
         ON CONFLICT DO NOTHING",
        new.id,
        new.number.to_string(),
        new.body,
        new.said_at.to_sqlx(),
        new.number.day().to_sqlx(),
        new.question,
    )
    .execute(on)
    .await?;
    Ok(kept.rows_affected() > 0)
}
