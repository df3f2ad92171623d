//! `helpdesk desk`: who serves a desk, how it stands there, and tickets that the operator sends to it once more.

use database::{Connection, Inconsistent, NewMessage, Outbox, Pool, Schema};
use domain::Desk;
use messages::topology::DESKS;
use messages::{TicketRouted, VERSION};
use runtime::Clock;
use sqlx::PgExecutor;

/// Tickets that are sent again in one transaction.
const BATCH: i64 = 500;

/// How it stands at a desk.
#[derive(Debug)]
pub struct Standing {
    /// `here`, or the agency that serves it.
    pub served_by: String,
    /// Tickets that were sent to it and have not come.
    pub on_the_way: i64,
    /// Tickets that came.
    pub received: i64,
    /// Tickets that are in work.
    pub processing: i64,
}

/// How it stands at this desk.
///
/// # Errors
/// When the database is away or refuses.
pub async fn standing(on: impl PgExecutor<'_>, desk: Desk) -> Result<Standing, sqlx::Error> {
    sqlx::query_as!(
        Standing,
        r#"SELECT coalesce((SELECT agency FROM desk.served_by WHERE desk = $1), 'here') AS "served_by!",
                  (SELECT count(*) FROM desk.cases WHERE desk = $1 AND stage = 'submitted')
                + (SELECT count(*) FROM desk.sent d
                    WHERE d.desk = $1 AND NOT d.transferred AND NOT EXISTS (SELECT FROM desk.cases c
                      WHERE c.ticket_number = d.ticket_number)) AS "on_the_way!",
                  (SELECT count(*) FROM desk.cases WHERE desk = $1 AND stage = 'received') AS "received!",
                  (SELECT count(*) FROM desk.cases WHERE desk = $1 AND stage = 'processing') AS "processing!""#,
        desk.as_str(),
    )
    .fetch_one(on)
    .await
}

/// Notes that an agency serves the desk. Returns the agency that served it before.
///
/// # Errors
/// When the database is away or refuses.
pub async fn give_to(on: &mut Connection, desk: Desk, agency: &str) -> Result<Option<String>, sqlx::Error> {
    let former = sqlx::query_scalar!("SELECT agency FROM desk.served_by WHERE desk = $1 FOR UPDATE", desk.as_str())
        .fetch_optional(&mut *on)
        .await?;
    sqlx::query!(
        "INSERT INTO desk.served_by (desk, agency) VALUES ($1, $2) ON CONFLICT (desk) DO UPDATE SET agency = $2, \
        changed_at = now()",
        desk.as_str(),
        agency,
    )
    .execute(on)
    .await?;
    Ok(former)
}

/// Notes that the desk is served here. Returns the agency that served it before.
///
/// # Errors
/// When the database is away or refuses.
pub async fn take_back(on: impl PgExecutor<'_>, desk: Desk) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar!("DELETE FROM desk.served_by WHERE desk = $1 RETURNING agency", desk.as_str())
        .fetch_optional(on)
        .await
}

/// Why tickets were not sent again.
#[derive(Debug, thiserror::Error)]
pub enum ResendError {
    /// A message cannot be written.
    #[error("a ticket's message cannot be written")]
    Message(#[from] serde_json::Error),
    /// The database is away or refused.
    #[error("tickets could not be sent again")]
    Database(#[from] sqlx::Error),
}

/// Sends every ticket that is on its way to the desk once more, under a new event id; returns how many. One that
/// arrives twice is received once.
///
/// # Errors
/// [`ResendError`]. What was sent by then stays so, in whole batches.
pub async fn send_again(pool: &Pool, desk: Desk, clock: &Clock) -> Result<usize, ResendError> {
    let (mut after, mut count) = (String::new(), 0);
    loop {
        let mut transaction = pool.begin().await?;
        let tickets = on_the_way(&mut *transaction, desk, &after, clock).await?;
        let Some(last) = tickets.last() else { return Ok(count) };
        after = last.ticket_number.to_string();
        count += tickets.len();
        let letters: Result<Vec<NewMessage>, serde_json::Error> = tickets.iter().map(letter).collect();
        Outbox::insert(&mut transaction, Schema::Desk, &letters?).await?;
        transaction.commit().await?;
    }
}

fn letter(ticket: &TicketRouted) -> Result<NewMessage, serde_json::Error> {
    Ok(NewMessage {
        event_id: ticket.event_id,
        exchange: DESKS,
        routing_key: ticket.desk.as_str().to_owned(),
        body: serde_json::to_value(ticket)?,
        traceparent: None,
    })
}

/// A page of tickets that were sent to the desk and have no case there, or one that waits for this desk.
async fn on_the_way(
    on: impl PgExecutor<'_>,
    desk: Desk,
    after: &str,
    clock: &Clock,
) -> Result<Vec<TicketRouted>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT t.number, t.id, t.form, t.submitted_at, jsonb_array_length(t.documents) AS "documents!",
                  coalesce((SELECT c.answer_due_at FROM desk.cases c WHERE c.ticket_number = t.number),
                    t.answer_due_at) AS "answer_due_at!",
                  coming.transferred AS "transferred!",
                  EXISTS (SELECT FROM desk.entries e WHERE e.ticket_number = t.number) AS "follow_up!"
             FROM (SELECT ticket_number, true AS transferred FROM desk.cases WHERE desk = $1 AND stage = 'submitted'
                   UNION ALL
                   SELECT DISTINCT d.ticket_number, false FROM desk.sent d
                    WHERE d.desk = $1 AND NOT d.transferred AND NOT EXISTS (SELECT FROM desk.cases c
                      WHERE c.ticket_number = d.ticket_number)) AS coming
             JOIN intake.tickets t
               ON t.number = coming.ticket_number
                 AND t.submitted_on = to_date(substr(coming.ticket_number, 3, 8), 'YYYYMMDD')
            WHERE t.erased_at IS NULL AND t.number > $2 ORDER BY t.number LIMIT $3"#,
        desk.as_str(),
        after,
        BATCH,
    )
    .fetch_all(on)
    .await?;
    let tickets = rows.into_iter().map(|row| {
        let unknown = |column| Inconsistent::new("intake.tickets", column, &row.number);
        Ok(TicketRouted {
            version: VERSION,
            event_id: clock.new_id(),
            ticket_number: row.number.parse().map_err(|_unparsable| unknown("number"))?,
            ticket_id: row.id,
            form: row.form.parse().map_err(|_unparsable| unknown("form"))?,
            desk,
            submitted_at: row.submitted_at.to_jiff(),
            answer_due_at: row.answer_due_at.to_jiff(),
            documents: u8::try_from(row.documents).unwrap_or(u8::MAX),
            transferred: row.transferred,
            follow_up: row.follow_up,
        })
    });
    tickets.collect()
}
