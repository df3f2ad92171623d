//! The tickets of a bulk answer, one after the other.

use database::Connection;
use desk::store::stored;
use domain::{Desk, TicketNumber};
use sqlx::PgExecutor;
use uuid::Uuid;

use super::progress::{Outcome, TRIAL};

/// One ticket to be answered.
pub(crate) struct Next {
    pub(crate) position: i32,
    pub(crate) number: TicketNumber,
    pub(crate) desk: Desk,
    pub(crate) body: String,
    pub(crate) with_digits: bool,
    /// The template that the text came from, if any.
    pub(crate) template: Option<Uuid>,
    /// The supervisor whose answer it is.
    pub(crate) by: Uuid,
}

/// The next ticket without an outcome, held until the transaction ends, with what it is to be told; none while it is
/// paused. Tickets that another process is answering are passed over.
pub(crate) async fn lock_next(on: &mut Connection, id: Uuid) -> Result<Option<Next>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT t.position, t.ticket_number, b.desk, b.body, b.with_digits, b.template_id,
                coalesce(b.sent_by, b.created_by) AS \"by!\"
           FROM desk.bulk_tickets t JOIN desk.bulk_answers b ON b.id = t.bulk_id
          WHERE t.bulk_id = $1 AND t.outcome IS NULL AND (b.state = 'running' OR b.state = 'trial' AND t.position <= $2)
          ORDER BY t.position LIMIT 1 FOR UPDATE OF t SKIP LOCKED",
        id,
        TRIAL,
    )
    .fetch_optional(on)
    .await?;
    row.map(|row| {
        Ok(Next {
            position: row.position,
            number: stored(&row.ticket_number, "desk.bulk_tickets", "ticket_number", &row.ticket_number)?,
            desk: stored(&row.desk, "desk.bulk_answers", "desk", &id)?,
            body: row.body,
            with_digits: row.with_digits,
            template: row.template_id,
            by: row.by,
        })
    })
    .transpose()
}

/// Writes what became of a ticket.
pub(crate) async fn settle(
    on: impl PgExecutor<'_>,
    id: Uuid,
    position: i32,
    outcome: Outcome,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE desk.bulk_tickets SET outcome = $3 WHERE bulk_id = $1 AND position = $2",
        id,
        position,
        outcome.as_str()
    )
    .execute(on)
    .await?;
    Ok(())
}

/// What became of each ticket so far, those first that were not answered; at most `most`.
pub(crate) async fn report(
    on: impl PgExecutor<'_>,
    id: Uuid,
    most: i64,
) -> Result<Vec<(TicketNumber, Option<Outcome>)>, sqlx::Error> {
    let rows = sqlx::query!(
        "SELECT ticket_number, outcome FROM desk.bulk_tickets WHERE bulk_id = $1
          ORDER BY outcome = 'answered' NULLS LAST, outcome IS NULL, position LIMIT $2",
        id,
        most,
    )
    .fetch_all(on)
    .await?;
    let report = rows.into_iter().map(|row| {
        let key = &row.ticket_number;
        let outcome = row.outcome.map(|name| stored(&name, "desk.bulk_tickets", "outcome", key)).transpose()?;
        Ok((stored(key, "desk.bulk_tickets", "ticket_number", key)?, outcome))
    });
    report.collect()
}
