//! Answered cases, the newest answer first: what a desk answered, and what one officer did. What counts is the first
//! answer. Both lists leave out erased tickets, and tickets that are at another desk by now.
//!
//! Each query reads its index from the newest answer on and stops at its limit, however much was answered before.

use domain::{Desk, FormCode, TicketNumber};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

use super::case_queue::Position;
use super::stored::stored;

/// Behind every number: digits come before it.
const LAST: &str = "~";

/// Which answered cases are meant.
#[derive(Clone, Debug)]
pub struct AnsweredFilter {
    /// The desks.
    pub desks: Vec<Desk>,
    /// Only this form.
    pub form: Option<FormCode>,
    /// Only tickets whose NIK begins with these digits: two of a province, four of a regency.
    pub region: Option<String>,
    /// Only what this officer or token answered.
    pub by: Option<Uuid>,
}

/// The first answer of a case, without its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstAnswer {
    /// The ticket.
    pub number: TicketNumber,
    /// Token or officer; `None` for the guidance responder.
    pub by: Option<Uuid>,
    /// When it was given.
    pub at: Timestamp,
}

impl FirstAnswer {
    /// The place in the list just behind this one.
    #[must_use]
    pub fn position(&self) -> Position {
        Position { at: self.at, number: self.number }
    }
}

/// Up to `limit` first answers behind `after`, or from the newest one on.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn page(
    on: impl PgExecutor<'_>,
    filter: &AnsweredFilter,
    after: Option<&Position>,
    limit: u32,
) -> Result<Vec<FirstAnswer>, sqlx::Error> {
    match filter.by {
        None => of_desks(on, filter, after, limit).await,
        Some(by) => of_person(on, filter, by, after, limit).await,
    }
}

async fn of_desks(
    on: impl PgExecutor<'_>,
    filter: &AnsweredFilter,
    after: Option<&Position>,
    limit: u32,
) -> Result<Vec<FirstAnswer>, sqlx::Error> {
    sqlx::query_as!(
        Row,
        r#"SELECT page.ticket_number AS "ticket_number!", page.answered_by, page.answered_at AS "answered_at!"
             FROM unnest($1::text[]) AS wanted (wanted_desk)
            CROSS JOIN LATERAL (
                  SELECT a.ticket_number, a.answered_by, a.answered_at
                    FROM desk.answers a JOIN desk.cases c ON c.ticket_number = a.ticket_number
                   WHERE a.revision = 1 AND a.desk = wanted_desk AND (a.answered_at, a.ticket_number) < ($2, $3)
                     AND c.desk = wanted_desk AND ($4::text IS NULL OR c.form = $4)
                     AND ($5::text IS NULL OR starts_with(c.region, $5))
                     AND EXISTS (SELECT FROM intake.tickets t
                                  WHERE t.submitted_on = c.submitted_on AND t.number = c.ticket_number
                                    AND t.erased_at IS NULL)
                   ORDER BY a.answered_at DESC, a.ticket_number DESC LIMIT $6) AS page
            ORDER BY page.answered_at DESC, page.ticket_number DESC LIMIT $6"#,
        &Desk::names(&filter.desks),
        before(after).to_sqlx(),
        number_before(after),
        filter.form.map(|form| form.to_string()),
        filter.region.as_deref(),
        i64::from(limit),
    )
    .fetch_all(on)
    .await?
    .into_iter()
    .map(FirstAnswer::try_from)
    .collect()
}

async fn of_person(
    on: impl PgExecutor<'_>,
    filter: &AnsweredFilter,
    by: Uuid,
    after: Option<&Position>,
    limit: u32,
) -> Result<Vec<FirstAnswer>, sqlx::Error> {
    sqlx::query_as!(
        Row,
        r#"SELECT a.ticket_number AS "ticket_number!", a.answered_by, a.answered_at AS "answered_at!"
             FROM desk.answers a JOIN desk.cases c ON c.ticket_number = a.ticket_number
            WHERE a.revision = 1 AND a.answered_by = $7 AND (a.answered_at, a.ticket_number) < ($2, $3)
              AND c.desk = ANY($1) AND ($4::text IS NULL OR c.form = $4)
              AND ($5::text IS NULL OR starts_with(c.region, $5))
              AND EXISTS (SELECT FROM intake.tickets t
                           WHERE t.submitted_on = c.submitted_on AND t.number = c.ticket_number AND t.erased_at IS NULL)
            ORDER BY a.answered_at DESC, a.ticket_number DESC LIMIT $6"#,
        &Desk::names(&filter.desks),
        before(after).to_sqlx(),
        number_before(after),
        filter.form.map(|form| form.to_string()),
        filter.region.as_deref(),
        i64::from(limit),
        by,
    )
    .fetch_all(on)
    .await?
    .into_iter()
    .map(FirstAnswer::try_from)
    .collect()
}

fn before(after: Option<&Position>) -> Timestamp {
    after.map_or(Timestamp::MAX, |after| after.at)
}

fn number_before(after: Option<&Position>) -> String {
    after.map_or_else(|| LAST.to_owned(), |after| after.number.to_string())
}

/// As the columns hold it.
struct Row {
    ticket_number: String,
    answered_by: Option<Uuid>,
    answered_at: Timestamp,
}

impl TryFrom<Row> for FirstAnswer {
    type Error = sqlx::Error;

    fn try_from(row: Row) -> Result<Self, sqlx::Error> {
        let number = stored(&row.ticket_number, "desk.answers", "ticket_number", &row.ticket_number)?;
        Ok(Self { number, by: row.answered_by, at: row.answered_at })
    }
}
