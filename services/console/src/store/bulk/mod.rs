//! One text for many tickets: what it is, which tickets, and what became of each.

mod progress;
mod tickets;

use database::Connection;
use desk::store::{number_texts, stored};
use domain::{Desk, TicketNumber};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

use self::progress::TRIAL;

pub(crate) use self::progress::{BulkState, Outcome};
pub(crate) use self::tickets::{Next, lock_next, report, settle};

/// A bulk answer to be written.
pub(crate) struct NewBulkAnswer<'a> {
    pub(crate) id: Uuid,
    pub(crate) desk: Desk,
    pub(crate) body: &'a str,
    /// The template that the text came from, if any.
    pub(crate) template: Option<Uuid>,
    pub(crate) state: BulkState,
    pub(crate) created_by: Uuid,
    pub(crate) created_at: Timestamp,
    /// The supervisor was asked about sixteen digits in a row and meant them.
    pub(crate) with_digits: bool,
    /// In the order in which they are answered.
    pub(crate) tickets: &'a [TicketNumber],
}

/// A bulk answer, with how many of its tickets have an outcome.
#[derive(Clone, Debug)]
pub(crate) struct BulkAnswer {
    pub(crate) id: Uuid,
    pub(crate) desk: Desk,
    pub(crate) body: String,
    pub(crate) state: BulkState,
    pub(crate) created_by: Uuid,
    pub(crate) created_at: Timestamp,
    pub(crate) tickets: i64,
    pub(crate) settled: i64,
    pub(crate) answered: i64,
    /// It was paused because its supervisor lost the right to send it.
    pub(crate) stopped: bool,
}

/// Writes a bulk answer with its tickets.
pub(crate) async fn add(on: &mut Connection, bulk: &NewBulkAnswer<'_>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO desk.bulk_answers (id, desk, body, state, created_by, sent_by, created_at, changed_at, with_digits,
           template_id)
         VALUES ($1, $2, $3, $4, $5, $5, $6, $6, $7, $8)",
        bulk.id,
        bulk.desk.as_str(),
        bulk.body,
        bulk.state.as_str(),
        bulk.created_by,
        bulk.created_at.to_sqlx(),
        bulk.with_digits,
        bulk.template,
    )
    .execute(&mut *on)
    .await?;
    sqlx::query!(
        "INSERT INTO desk.bulk_tickets (bulk_id, position, ticket_number)
         SELECT $1, position, number FROM unnest($2::text[]) WITH ORDINALITY AS t (number, position)",
        bulk.id,
        &number_texts(bulk.tickets),
    )
    .execute(on)
    .await?;
    Ok(())
}

/// The query that reads bulk answers; `$which` is its SQL from `WHERE` on.
macro_rules! bulk_rows {
    ($which:tt, $($argument:expr),+) => {
        sqlx::query_as!(
            BulkRow,
            r#"SELECT b.id, b.desk, b.body, b.state, b.created_by, b.created_at, b.stopped_for IS NOT NULL AS "stopped!",
               t.tickets AS "tickets!", t.settled AS "settled!", t.answered AS "answered!"
                 FROM desk.bulk_answers b
                CROSS JOIN LATERAL (SELECT count(*) AS tickets, count(outcome) AS settled,
                  count(*) FILTER (WHERE outcome = 'answered') AS answered
                                      FROM desk.bulk_tickets WHERE bulk_id = b.id) AS t "#
                + $which,
            $($argument),+
        )
    };
}

/// A bulk answer as the columns hold it.
struct BulkRow {
    id: Uuid,
    desk: String,
    body: String,
    state: String,
    created_by: Uuid,
    created_at: Timestamp,
    stopped: bool,
    tickets: i64,
    settled: i64,
    answered: i64,
}

impl TryFrom<BulkRow> for BulkAnswer {
    type Error = sqlx::Error;

    fn try_from(row: BulkRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: row.id,
            desk: stored(&row.desk, "desk.bulk_answers", "desk", &row.id)?,
            body: row.body,
            state: stored(&row.state, "desk.bulk_answers", "state", &row.id)?,
            created_by: row.created_by,
            created_at: row.created_at,
            tickets: row.tickets,
            settled: row.settled,
            answered: row.answered,
            stopped: row.stopped,
        })
    }
}

/// The newest bulk answers of a desk; at most `most`.
pub(crate) async fn of_desk(on: impl PgExecutor<'_>, desk: Desk, most: i64) -> Result<Vec<BulkAnswer>, sqlx::Error> {
    bulk_rows!("WHERE b.desk = $1 ORDER BY b.created_at DESC LIMIT $2", desk.as_str(), most)
        .fetch_all(on)
        .await?
        .into_iter()
        .map(BulkAnswer::try_from)
        .collect()
}

/// The bulk answer with this id.
pub(crate) async fn by_id(on: impl PgExecutor<'_>, id: Uuid) -> Result<Option<BulkAnswer>, sqlx::Error> {
    bulk_rows!("WHERE b.id = $1", id).fetch_optional(on).await?.map(BulkAnswer::try_from).transpose()
}

/// Changes the state if it is one of `from`; whether it did. From then on it is sent in the name of `by`, unless that
/// is nobody.
pub(crate) async fn change(
    on: impl PgExecutor<'_>,
    id: Uuid,
    from: &[BulkState],
    to: BulkState,
    by: Option<Uuid>,
    at: Timestamp,
) -> Result<bool, sqlx::Error> {
    let from: Vec<String> = from.iter().map(|state| state.as_str().to_owned()).collect();
    let done = sqlx::query!(
        "UPDATE desk.bulk_answers SET state = $3, changed_at = $4, stopped_for = NULL, sent_by = coalesce($5, sent_by)
          WHERE id = $1 AND state = ANY($2)",
        id,
        &from,
        to.as_str(),
        at.to_sqlx(),
        by,
    )
    .execute(on)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Pauses it because its supervisor has lost the right to send it.
pub(crate) async fn stop(on: impl PgExecutor<'_>, id: Uuid, at: Timestamp) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE desk.bulk_answers SET state = 'paused', stopped_for = 'supervisor_lost', changed_at = $2 WHERE id = \
        $1 AND state IN ('trial', 'running')",
        id,
        at.to_sqlx(),
    )
    .execute(on)
    .await?;
    Ok(())
}

/// The oldest bulk answer that is at work.
pub(crate) async fn at_work(on: impl PgExecutor<'_>) -> Result<Option<Uuid>, sqlx::Error> {
    let oldest = sqlx::query_scalar!(
        "SELECT id FROM desk.bulk_answers WHERE state IN ('trial', 'running') ORDER BY created_at LIMIT 1"
    );
    oldest.fetch_optional(on).await
}

/// Ends the trial once its tickets are settled, and the whole once all are.
pub(crate) async fn finish(on: impl PgExecutor<'_>, id: Uuid, at: Timestamp) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE desk.bulk_answers b
            SET state = CASE WHEN EXISTS (SELECT FROM desk.bulk_tickets t
              WHERE t.bulk_id = b.id AND t.outcome IS NULL) THEN 'tried' ELSE 'done' END,
                changed_at = $3
          WHERE b.id = $1 AND b.state IN ('trial', 'running')
            AND NOT EXISTS (SELECT FROM desk.bulk_tickets t
                             WHERE t.bulk_id = b.id AND t.outcome IS NULL
                               AND (b.state = 'running' OR t.position <= $2))",
        id,
        TRIAL,
        at.to_sqlx(),
    )
    .execute(on)
    .await?;
    Ok(())
}
