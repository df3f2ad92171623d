//! Tickets that the router or a desk sent to a desk, and that had not come there minutes later.

use database::Connection;
use desk::store::{number_texts, stored};
use domain::{Desk, TicketNumber};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messages::{TicketRouted, VERSION};
use sqlx::PgExecutor;
use uuid::Uuid;

/// Sendings looked at in one statement.
const PAGE: i64 = 5_000;
/// Tickets that are counted at most.
const COUNTED: i64 = 100_000;

/// A place in the order of sendings.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub(crate) at: Timestamp,
    pub(crate) event_id: Uuid,
}

/// A ticket whose time to be sent again has come.
pub(crate) struct Due {
    pub(crate) number: TicketNumber,
    pub(crate) sends: u32,
    /// None when it has come by now, or is elsewhere, or was erased.
    pub(crate) ticket: Option<Unreceived>,
}

/// A ticket on its way to a desk.
pub(crate) struct Unreceived {
    /// The message that carries it, as it was at first.
    pub(crate) message: TicketRouted,
    pub(crate) sent_at: Timestamp,
    /// The relay still has the message.
    pub(crate) in_outbox: bool,
    /// The desk's consumer tried it six times.
    pub(crate) given_up: bool,
    /// An agency consumes the desk's queue.
    pub(crate) for_agency: bool,
}

/// Looks at what was sent to desks behind `after` and before `until`, in its order, and lists what has not come as due
/// at `due_at`. Returns the last place of a full page.
///
/// A ticket is on its way while it has no case, or one that waits for this very desk. That an agency has touched it is
/// enough: it is in its hands.
pub(crate) async fn look(
    on: impl PgExecutor<'_>,
    after: Place,
    until: Timestamp,
    due_at: Timestamp,
) -> Result<Option<Place>, sqlx::Error> {
    let row = sqlx::query!(
        r#"WITH looked AS (
               SELECT event_id, ticket_number, desk, sent_at, transferred FROM desk.sent
                WHERE sent_at >= $1 AND (sent_at, event_id) > ($1, $2) AND sent_at < $3
                  ORDER BY sent_at, event_id LIMIT $4
           ), missing AS (
               SELECT DISTINCT ON (l.ticket_number) l.*
                 FROM looked l LEFT JOIN desk.cases c ON c.ticket_number = l.ticket_number
                WHERE CASE WHEN c.ticket_number IS NULL THEN NOT l.transferred
                           ELSE c.stage = 'submitted' AND c.desk = l.desk
                                AND (l.transferred OR NOT EXISTS (SELECT FROM desk.served_by s
                                  WHERE s.desk = l.desk)) END
                ORDER BY l.ticket_number, l.sent_at DESC
           ), listed AS (
               INSERT INTO desk.unreceived AS u (ticket_number, desk, event_id, transferred, sent_at, due_at)
               SELECT ticket_number, desk, event_id, transferred, sent_at, $5 FROM missing ORDER BY ticket_number
               ON CONFLICT (ticket_number) DO UPDATE
                  SET desk = excluded.desk, event_id = excluded.event_id, transferred = excluded.transferred,
                    sent_at = excluded.sent_at,
                      sends = 0, due_at = excluded.due_at
                WHERE u.sent_at < excluded.sent_at
           )
           SELECT count(*) AS "looked!", (SELECT sent_at
             FROM looked ORDER BY sent_at DESC, event_id DESC LIMIT 1) AS "at: jiff_sqlx::Timestamp",
                  (SELECT event_id FROM looked ORDER BY sent_at DESC, event_id DESC LIMIT 1) AS event_id
             FROM looked"#,
        after.at.to_sqlx() as jiff_sqlx::Timestamp,
        after.event_id,
        until.to_sqlx() as jiff_sqlx::Timestamp,
        PAGE,
        due_at.to_sqlx() as jiff_sqlx::Timestamp,
    )
    .fetch_one(on)
    .await?;
    let last = row.at.zip(row.event_id).map(|(at, event_id)| Place { at: at.to_jiff(), event_id });
    Ok(last.filter(|_| row.looked == PAGE))
}

/// Takes those off the list that have come by now, or are elsewhere, or were erased: one page behind `after`. Returns
/// the last number of a full page.
pub(crate) async fn settle(
    on: impl PgExecutor<'_>,
    after: Option<TicketNumber>,
) -> Result<Option<TicketNumber>, sqlx::Error> {
    let row = sqlx::query!(
        r#"WITH page AS (
               SELECT u.ticket_number, c.ticket_number IS NULL AS nowhere, c.desk = u.desk
                 AND c.stage = 'submitted' AS waits, u.transferred,
                      EXISTS (SELECT FROM desk.served_by s WHERE s.desk = u.desk) AS for_agency
                 FROM (SELECT ticket_number, desk, transferred FROM desk.unreceived
                   WHERE ticket_number > $1 ORDER BY ticket_number LIMIT $2) u
                 LEFT JOIN desk.cases c ON c.ticket_number = u.ticket_number
           ), settled AS (
               DELETE FROM desk.unreceived u USING page p
                WHERE u.ticket_number = p.ticket_number
                  AND (NOT CASE WHEN p.nowhere THEN NOT p.transferred ELSE p.waits
                    AND (p.transferred OR NOT p.for_agency) END
                       OR NOT EXISTS (SELECT FROM intake.tickets t
                                       WHERE t.submitted_on = to_date(substr(p.ticket_number, 3, 8), 'YYYYMMDD')
                                         AND t.number = p.ticket_number
                                         AND t.erased_at IS NULL))
           )
           SELECT count(*) AS "seen!", max(ticket_number) AS last FROM page"#,
        after.map(|number| number.to_string()).unwrap_or_default(),
        PAGE,
    )
    .fetch_one(on)
    .await?;
    let last = row.last.filter(|_| row.seen == PAGE);
    last.map(|number| stored(&number, "desk.unreceived", "ticket_number", &number)).transpose()
}

/// Up to `most` tickets that are due at `now`, those first that were sent first, held until the transaction ends. What
/// another process holds is passed over. Call [`settle`] before: what is listed is taken for missing.
pub(crate) async fn due(on: &mut Connection, now: Timestamp, most: i64) -> Result<Vec<Due>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT u.ticket_number, u.desk, u.event_id, u.transferred, u.sent_at, u.sends,
                  t.id AS "id?", t.form AS "form?", t.submitted_at AS "submitted_at?: jiff_sqlx::Timestamp",
                  coalesce((SELECT c.answer_due_at FROM desk.cases c WHERE c.ticket_number = u.ticket_number),
                    t.answer_due_at) AS "answer_due_at?: jiff_sqlx::Timestamp",
                  jsonb_array_length(t.documents) AS documents,
                  EXISTS (SELECT FROM desk.entries e WHERE e.id = u.event_id) AS "follow_up!",
                  EXISTS (SELECT FROM desk.outbox o WHERE o.event_id = u.event_id) AS "in_outbox!",
                  EXISTS (SELECT FROM desk.inbox i
                    WHERE i.event_id = u.event_id AND i.done_at IS NULL AND i.attempts >= 6) AS "given_up!",
                  EXISTS (SELECT FROM desk.served_by s WHERE s.desk = u.desk) AS "for_agency!"
             FROM desk.unreceived u
             LEFT JOIN intake.tickets t ON t.submitted_on = to_date(substr(u.ticket_number, 3, 8), 'YYYYMMDD')
                                       AND t.number = u.ticket_number AND t.erased_at IS NULL
            WHERE u.due_at <= $1 ORDER BY u.due_at, u.sent_at LIMIT $2 FOR UPDATE OF u SKIP LOCKED"#,
        now.to_sqlx() as jiff_sqlx::Timestamp,
        most,
    )
    .fetch_all(on)
    .await?;
    let due = rows.into_iter().map(|row| {
        let key = &row.ticket_number;
        let number = stored(key, "desk.unreceived", "ticket_number", key)?;
        let ticket = match (row.id, row.form, row.submitted_at, row.answer_due_at) {
            (Some(ticket_id), Some(form), Some(submitted_at), Some(answer_due_at)) => Some(Unreceived {
                message: TicketRouted {
                    version: VERSION,
                    event_id: row.event_id,
                    ticket_number: number,
                    ticket_id,
                    form: stored(&form, "intake.tickets", "form", key)?,
                    desk: stored(&row.desk, "desk.unreceived", "desk", key)?,
                    submitted_at: submitted_at.to_jiff(),
                    answer_due_at: answer_due_at.to_jiff(),
                    documents: u8::try_from(row.documents.unwrap_or(0)).unwrap_or(u8::MAX),
                    transferred: row.transferred,
                    follow_up: row.follow_up,
                },
                sent_at: row.sent_at.to_jiff(),
                in_outbox: row.in_outbox,
                given_up: row.given_up,
                for_agency: row.for_agency,
            }),
            _ => None,
        };
        Ok(Due { number, sends: row.sends.unsigned_abs(), ticket })
    });
    due.collect()
}

/// Takes tickets off the list.
pub(crate) async fn remove(on: &mut Connection, numbers: &[TicketNumber]) -> Result<(), sqlx::Error> {
    sqlx::query!("DELETE FROM desk.unreceived WHERE ticket_number = ANY($1)", &number_texts(numbers))
        .execute(on)
        .await?;
    Ok(())
}

/// Says when tickets are due next, and how often they were sent again by now.
pub(crate) async fn postpone(
    on: &mut Connection,
    tickets: &[(TicketNumber, u32, Timestamp)],
) -> Result<(), sqlx::Error> {
    let numbers: Vec<String> = tickets.iter().map(|(number, _, _)| number.to_string()).collect();
    let sends: Vec<i32> = tickets.iter().map(|(_, sends, _)| i32::try_from(*sends).unwrap_or(i32::MAX)).collect();
    let due: Vec<_> = tickets.iter().map(|(_, _, due_at)| due_at.to_sqlx()).collect();
    sqlx::query!(
        "UPDATE desk.unreceived u SET sends = n.sends, due_at = n.due_at
           FROM unnest($1::text[], $2::integer[], $3::timestamptz[]) AS n (ticket_number, sends, due_at)
          WHERE u.ticket_number = n.ticket_number",
        &numbers,
        &sends,
        &due as &[jiff_sqlx::Timestamp],
    )
    .execute(on)
    .await?;
    Ok(())
}

/// When the ticket was sent that has waited longest to come to a desk of ours, of those on the list: one that waits for
/// less than minutes is not there. What agencies take, and when, is seen nowhere here.
pub(crate) async fn oldest(on: impl PgExecutor<'_>) -> Result<Option<Timestamp>, sqlx::Error> {
    let oldest = sqlx::query_scalar!(
        r#"SELECT min(u.sent_at) AS "at: jiff_sqlx::Timestamp" FROM desk.unreceived u
            WHERE NOT EXISTS (SELECT FROM desk.served_by s WHERE s.desk = u.desk)"#,
    );
    Ok(oldest.fetch_one(on).await?.map(jiff_sqlx::Timestamp::to_jiff))
}

/// How many are listed for each desk that has any, up to 100,000 in all.
pub(crate) async fn count(on: impl PgExecutor<'_>) -> Result<Vec<(Desk, i64)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT desk, count(*) AS "tickets!" FROM (SELECT desk
           FROM desk.unreceived LIMIT $1) AS listed GROUP BY desk"#,
        COUNTED,
    )
    .fetch_all(on)
    .await?;
    let counts = rows.into_iter();
    counts.map(|row| Ok((stored(&row.desk, "desk.unreceived", "desk", &row.desk)?, row.tickets))).collect()
}
