//! One text for many tickets: what it is, which tickets, and what became of each.

use database::Connection;
use desk::StoreError;
use desk::store::stored;
use domain::{Desk, TicketNumber};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

/// Tickets that are answered before the supervisor decides about the rest.
pub(crate) const TRIAL: i32 = 10;

/// How far a bulk answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// The first ten are being answered.
    Trial,
    /// The first ten are answered; the supervisor decides.
    Tried,
    /// The rest is being answered.
    Running,
    /// Stopped by the supervisor.
    Paused,
    /// Every ticket has its outcome.
    Done,
}

impl State {
    const ALL: [Self; 5] = [Self::Trial, Self::Tried, Self::Running, Self::Paused, Self::Done];

    /// The stored name.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Trial => "trial",
            Self::Tried => "tried",
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Done => "done",
        }
    }

    fn read(name: &str, id: Uuid) -> Result<Self, StoreError> {
        let found = Self::ALL.into_iter().find(|state| state.as_str() == name);
        found.ok_or_else(|| StoreError::Inconsistent { place: "desk.bulk_answers.state", key: id.to_string() })
    }
}

/// What became of one ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It got this answer.
    Answered,
    /// It had one already.
    AlreadyAnswered,
    /// Somebody works on it.
    Claimed,
    /// It went to another desk, or is on its way.
    Elsewhere,
    /// Its data was erased.
    Erased,
    /// It could not be opened.
    Failed,
    /// It has nothing for one of the text's merge fields.
    Incomplete,
    /// Sixteen digits in a row would have been in its answer, and nobody was asked about them.
    Digits,
    /// Its answer would have been empty, too long, or with characters that nobody sees.
    Unfit,
}

impl Outcome {
    pub(crate) const ALL: [Self; 9] = [
        Self::Answered,
        Self::AlreadyAnswered,
        Self::Claimed,
        Self::Elsewhere,
        Self::Erased,
        Self::Failed,
        Self::Incomplete,
        Self::Digits,
        Self::Unfit,
    ];

    /// The stored name.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::AlreadyAnswered => "already_answered",
            Self::Claimed => "claimed",
            Self::Elsewhere => "elsewhere",
            Self::Erased => "erased",
            Self::Failed => "failed",
            Self::Incomplete => "incomplete",
            Self::Digits => "digits",
            Self::Unfit => "unfit",
        }
    }
}

/// A bulk answer, with how many of its tickets have an outcome.
#[derive(Clone, Debug)]
pub(crate) struct BulkAnswer {
    pub(crate) id: Uuid,
    pub(crate) desk: Desk,
    pub(crate) body: String,
    pub(crate) state: State,
    pub(crate) created_by: Uuid,
    pub(crate) created_at: Timestamp,
    pub(crate) tickets: i64,
    pub(crate) settled: i64,
    pub(crate) answered: i64,
    /// The supervisor was asked about sixteen digits in a row and meant them.
    pub(crate) with_digits: bool,
    /// It was paused because its supervisor lost the right to send it.
    pub(crate) stopped: bool,
}

/// Writes a bulk answer, with its tickets in this order.
pub(crate) async fn add(on: &mut Connection, bulk: &BulkAnswer, numbers: &[String]) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO desk.bulk_answers (id, desk, body, state, created_by, sent_by, created_at, changed_at, with_digits)
         VALUES ($1, $2, $3, $4, $5, $5, $6, $6, $7)",
        bulk.id,
        bulk.desk.as_str(),
        bulk.body,
        bulk.state.as_str(),
        bulk.created_by,
        bulk.created_at.to_sqlx(),
        bulk.with_digits,
    )
    .execute(&mut *on)
    .await?;
    sqlx::query!(
        "INSERT INTO desk.bulk_tickets (bulk_id, position, ticket_number)
         SELECT $1, position, number FROM unnest($2::text[]) WITH ORDINALITY AS t (number, position)",
        bulk.id,
        numbers,
    )
    .execute(on)
    .await?;
    Ok(())
}

/// The newest bulk answers of a desk, or the one with this id; at most `most`.
pub(crate) async fn find(
    on: impl PgExecutor<'_>,
    desk: Option<Desk>,
    id: Option<Uuid>,
    most: i64,
) -> Result<Vec<BulkAnswer>, StoreError> {
    sqlx::query!(
        r#"SELECT b.id, b.desk, b.body, b.state, b.created_by, b.created_at, b.with_digits,
           b.stopped_for IS NOT NULL AS "stopped!", t.tickets AS "tickets!", t.settled AS "settled!",
             t.answered AS "answered!"
             FROM desk.bulk_answers b
            CROSS JOIN LATERAL (SELECT count(*) AS tickets, count(outcome) AS settled,
              count(*) FILTER (WHERE outcome = 'answered') AS answered
                                  FROM desk.bulk_tickets WHERE bulk_id = b.id) AS t
            WHERE ($1::text IS NULL OR b.desk = $1) AND ($2::uuid IS NULL OR b.id = $2)
            ORDER BY b.created_at DESC LIMIT $3"#,
        desk.map(Desk::as_str),
        id,
        most,
    )
    .fetch_all(on)
    .await?
    .into_iter()
    .map(|row| {
        Ok(BulkAnswer {
            id: row.id,
            desk: stored(&row.desk, "desk.bulk_answers.desk", &row.id.to_string())?,
            body: row.body,
            state: State::read(&row.state, row.id)?,
            created_by: row.created_by,
            created_at: row.created_at.to_jiff(),
            tickets: row.tickets,
            settled: row.settled,
            answered: row.answered,
            with_digits: row.with_digits,
            stopped: row.stopped,
        })
    })
    .collect()
}

/// Changes the state if it is one of `from`; whether it did. From then on it is sent in the name of `by`, unless that
/// is nobody.
pub(crate) async fn change(
    on: impl PgExecutor<'_>,
    id: Uuid,
    from: &[State],
    to: State,
    by: Option<Uuid>,
    at: Timestamp,
) -> Result<bool, StoreError> {
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
pub(crate) async fn stop(on: impl PgExecutor<'_>, id: Uuid, at: Timestamp) -> Result<(), StoreError> {
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
pub(crate) async fn at_work(on: impl PgExecutor<'_>) -> Result<Option<Uuid>, StoreError> {
    let oldest = sqlx::query_scalar!(
        "SELECT id FROM desk.bulk_answers WHERE state IN ('trial', 'running') ORDER BY created_at LIMIT 1"
    );
    Ok(oldest.fetch_optional(on).await?)
}

/// The next ticket without an outcome, held until the transaction ends, with what it is to be told; none while it is
/// paused. Tickets that another process is answering are passed over.
pub(crate) async fn lock_next(on: &mut Connection, id: Uuid) -> Result<Option<Next>, StoreError> {
    let row = sqlx::query!(
        "SELECT t.position, t.ticket_number, b.desk, b.body, b.with_digits, coalesce(b.sent_by, b.created_by) AS \"by!\"
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
            number: stored(&row.ticket_number, "desk.bulk_tickets.ticket_number", &row.ticket_number)?,
            desk: stored(&row.desk, "desk.bulk_answers.desk", &id.to_string())?,
            body: row.body,
            with_digits: row.with_digits,
            by: row.by,
        })
    })
    .transpose()
}

/// One ticket to be answered.
pub(crate) struct Next {
    pub(crate) position: i32,
    pub(crate) number: TicketNumber,
    pub(crate) desk: Desk,
    pub(crate) body: String,
    pub(crate) with_digits: bool,
    /// The supervisor whose answer it is.
    pub(crate) by: Uuid,
}

/// Writes what became of a ticket.
pub(crate) async fn settle(
    on: impl PgExecutor<'_>,
    id: Uuid,
    position: i32,
    outcome: Outcome,
) -> Result<(), StoreError> {
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

/// Ends the trial once its tickets are settled, and the whole once all are.
pub(crate) async fn finish(on: impl PgExecutor<'_>, id: Uuid, at: Timestamp) -> Result<(), StoreError> {
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

/// What became of each ticket so far, those first that were not answered; at most `most`.
pub(crate) async fn report(
    on: impl PgExecutor<'_>,
    id: Uuid,
    most: i64,
) -> Result<Vec<(String, Option<Outcome>)>, StoreError> {
    let rows = sqlx::query!(
        "SELECT ticket_number, outcome FROM desk.bulk_tickets WHERE bulk_id = $1
          ORDER BY outcome = 'answered' NULLS LAST, outcome IS NULL, position LIMIT $2",
        id,
        most,
    )
    .fetch_all(on)
    .await?;
    let outcome =
        |name: Option<String>| Outcome::ALL.into_iter().find(|outcome| Some(outcome.as_str()) == name.as_deref());
    Ok(rows.into_iter().map(|row| (row.ticket_number, outcome(row.outcome))).collect())
}
