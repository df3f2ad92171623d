//! What applicants wrote after an answer and nobody has sent back to its desk yet.

use database::Connection;
use desk::store::stored;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messages::{TicketRouted, VERSION};
use workdays::Calendar;

/// Sends up to `most` cases back to the desks that answered them, those first that were written first, and returns the
/// messages that carry them. What another process holds is passed over; each is sent back once.
pub(crate) async fn send_back(
    on: &mut Connection,
    calendar: &Calendar,
    now: Timestamp,
    most: i64,
) -> Result<Vec<TicketRouted>, sqlx::Error> {
    let waiting = sqlx::query!(
        "SELECT e.id, e.said_at FROM desk.entries e JOIN desk.cases c ON c.ticket_number = e.ticket_number
          WHERE e.kind = 'follow_up' AND e.taken_at IS NULL AND c.stage = 'answered'
          ORDER BY e.said_at LIMIT $1 FOR UPDATE SKIP LOCKED",
        most,
    );
    let waiting = waiting.fetch_all(&mut *on).await?;
    let ids: Vec<_> = waiting.iter().map(|row| row.id).collect();
    let due: Vec<_> = waiting.iter().map(|row| calendar.answer_due_at(row.said_at.to_jiff()).to_sqlx()).collect();
    let rows = sqlx::query!(
        r#"WITH back AS (
               UPDATE desk.cases c
                  SET stage = 'submitted', answer_due_at = w.due_at,
                      claimed_by = NULL, claimed_at = NULL, claim_expires_at = NULL, came_back = 'follow_up'
                 FROM unnest($2::uuid[], $3::timestamptz[]) AS w (id, due_at) JOIN desk.entries e ON e.id = w.id
                WHERE c.ticket_number = e.ticket_number
               RETURNING w.id, c.ticket_number, c.submitted_on, c.ticket_id, c.form, c.desk, c.submitted_at,
                         c.answer_due_at
           ), taken AS (
               UPDATE desk.entries e SET taken_at = $1, desk = b.desk FROM back b WHERE e.id = b.id
           )
           SELECT b.id AS "id!", b.ticket_number, b.ticket_id, b.form, b.desk, b.submitted_at, b.answer_due_at,
                  jsonb_array_length(t.documents) AS "documents!"
             FROM back b JOIN intake.tickets t ON t.submitted_on = b.submitted_on AND t.number = b.ticket_number"#,
        now.to_sqlx() as jiff_sqlx::Timestamp,
        &ids,
        &due as _,
    )
    .fetch_all(on)
    .await?;
    let messages = rows.into_iter().map(|row| {
        let key = &row.ticket_number;
        Ok(TicketRouted {
            version: VERSION,
            event_id: row.id,
            ticket_number: stored(key, "desk.cases", "ticket_number", key)?,
            ticket_id: row.ticket_id,
            form: stored(&row.form, "desk.cases", "form", key)?,
            desk: stored(&row.desk, "desk.cases", "desk", key)?,
            submitted_at: row.submitted_at.to_jiff(),
            answer_due_at: row.answer_due_at.to_jiff(),
            documents: u8::try_from(row.documents).unwrap_or(u8::MAX),
            transferred: true,
            follow_up: true,
        })
    });
    messages.collect()
}
