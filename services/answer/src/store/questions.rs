//! Tickets that wait for their applicants, and whether they still have to.

use database::Connection;
use desk::store::stored;
use domain::{Desk, TicketNumber};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

/// A ticket that is to come back, its case held.
pub(crate) struct Waiting {
    pub(crate) number: TicketNumber,
    /// Where it lies.
    pub(crate) desk: Desk,
}

/// Up to `most` replies that no desk was told of yet, those first that were written first, with their tickets' cases
/// held. What another process holds is passed over.
pub(crate) async fn lock_replies(on: &mut Connection, most: i64) -> Result<Vec<(Uuid, Waiting)>, sqlx::Error> {
    let rows = sqlx::query!(
        "SELECT r.id, c.ticket_number, c.desk
           FROM desk.entries r JOIN desk.cases c ON c.ticket_number = r.ticket_number
          WHERE r.kind = 'reply' AND r.taken_at IS NULL
          ORDER BY r.said_at, r.id LIMIT $1 FOR UPDATE SKIP LOCKED",
        most,
    )
    .fetch_all(on)
    .await?;
    rows.into_iter().map(|row| Ok((row.id, waiting(&row.ticket_number, &row.desk)?))).collect()
}

/// Up to `most` cases, held, whose applicants were waited for until now and did not reply.
pub(crate) async fn lock_expired(on: &mut Connection, now: Timestamp, most: i64) -> Result<Vec<Waiting>, sqlx::Error> {
    let rows = sqlx::query!(
        "SELECT c.ticket_number, c.desk
           FROM desk.entries q JOIN desk.cases c ON c.ticket_number = q.ticket_number
          WHERE q.kind = 'question' AND q.ended_at IS NULL AND q.due_at <= $1
            AND NOT EXISTS (SELECT FROM desk.entries r WHERE r.question_id = q.id AND r.kind = 'reply')
          ORDER BY q.due_at LIMIT $2 FOR UPDATE SKIP LOCKED",
        now.to_sqlx(),
        most,
    )
    .fetch_all(on)
    .await?;
    rows.into_iter().map(|row| waiting(&row.ticket_number, &row.desk)).collect()
}

fn waiting(number: &str, desk: &str) -> Result<Waiting, sqlx::Error> {
    Ok(Waiting {
        number: stored(number, "desk.cases", "ticket_number", number)?,
        desk: stored(desk, "desk.cases", "desk", number)?,
    })
}

/// Marks the reply as told to the desk. One that came when nothing waited for it any more marks the case, too, as long
/// as that is open.
pub(crate) async fn take_reply(
    on: &mut Connection,
    id: Uuid,
    ticket: &Waiting,
    late: bool,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "WITH taken AS (UPDATE desk.entries SET taken_at = $2, desk = $3 WHERE id = $1)
         UPDATE desk.cases SET came_back = 'reply'
          WHERE $5 AND ticket_number = $4 AND stage <> 'answered' AND rests_until IS NULL",
        id,
        now.to_sqlx(),
        ticket.desk.as_str(),
        ticket.number.to_string(),
        late,
    )
    .execute(on)
    .await
    .map(drop)
}
