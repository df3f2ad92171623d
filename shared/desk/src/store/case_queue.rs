//! Cases in the order in which desks work on them: the oldest deadline first, unless a list wants another order. The
//! queue leaves out erased tickets, for nobody can work on them.
//!
//! Every query here reads `cases_by_deadline` (for a region `cases_by_region`), `cases_by_arrival` or `cases_by_form`
//! from one end and stops at its limit, however long the backlog is.

use database::Connection;
use domain::{Desk, FormCode, Stage, TicketNumber};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

use super::case::{Case, case_rows};
use super::ordered;
use super::stored::{number_texts, stored};

/// A place in a list of cases: just behind the case with this moment and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The deadline of the last case before it; when that came in, in a list of the newest; when it was answered, in a
    /// list of answered ones.
    pub at: Timestamp,
    /// That case's number.
    pub number: TicketNumber,
}

impl Position {
    /// Just behind `case` in the order of deadlines.
    #[must_use]
    pub fn behind(case: &Case) -> Self {
        Self { at: case.answer_due_at, number: case.number }
    }
}

/// In which order cases are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The oldest deadline first.
    #[default]
    Deadline,
    /// What came in last first.
    Newest,
    /// Form by form, and of each the oldest deadline first.
    Form,
    /// Only what rests, and first what comes back first. In every other order stands what does not rest.
    Return,
}

impl Order {
    /// Just behind `case` in this order.
    #[must_use]
    pub fn behind(self, case: &Case) -> Position {
        match self {
            Self::Deadline | Self::Form => Position::behind(case),
            Self::Newest => Position { at: case.submitted_at, number: case.number },
            Self::Return => Position { at: case.rests_until.unwrap_or_default(), number: case.number },
        }
    }
}

/// Which cases of some desks are meant.
#[derive(Clone, Debug)]
pub struct CaseFilter {
    /// The desks.
    pub desks: Vec<Desk>,
    /// How far the cases are.
    pub stages: Vec<Stage>,
    /// Only this form.
    pub form: Option<FormCode>,
    /// Only tickets whose NIK begins with these digits: two of a province, four of a regency.
    pub region: Option<String>,
    /// Only what this officer or token holds.
    pub held_by: Option<Uuid>,
    /// Only what came back from its applicant and was not answered since.
    pub came_back: bool,
    /// In which order.
    pub order: Order,
}

impl CaseFilter {
    /// Every case of the desk in these stages.
    #[must_use]
    pub fn all(desk: Desk, stages: &[Stage]) -> Self {
        Self {
            desks: vec![desk],
            stages: stages.to_vec(),
            form: None,
            region: None,
            held_by: None,
            came_back: false,
            order: Order::Deadline,
        }
    }

    /// The stages as the table names them.
    pub(super) fn stage_names(&self) -> Vec<String> {
        self.stages.iter().map(|stage| stage.as_str().to_owned()).collect()
    }
}

/// Open cases of one desk, counted; those that rest are not among them.
#[derive(Clone, Copy, Debug)]
pub struct Count {
    /// The desk.
    pub desk: Desk,
    /// Nobody has taken them yet.
    pub received: i64,
    /// Somebody took them.
    pub processing: i64,
    /// Of both, those whose answer is late.
    pub late: i64,
}

/// The open cases of each of these desks that has any.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn count(on: impl PgExecutor<'_>, desks: &[Desk], now: Timestamp) -> Result<Vec<Count>, sqlx::Error> {
    sqlx::query!(
        r#"SELECT desk, count(*) FILTER (WHERE stage = 'received') AS "received!",
           count(*) FILTER (WHERE stage = 'processing') AS "processing!",
                  count(*) FILTER (WHERE answer_due_at < $2) AS "late!"
             FROM desk.cases WHERE desk = ANY($1) AND stage IN ('received', 'processing')
              AND rests_until IS NULL GROUP BY desk"#,
        &Desk::names(desks),
        now.to_sqlx(),
    )
    .fetch_all(on)
    .await?
    .into_iter()
    .map(|row| {
        let desk = stored(&row.desk, "desk.cases", "desk", &row.desk)?;
        Ok(Count { desk, received: row.received, processing: row.processing, late: row.late })
    })
    .collect()
}

/// These desks in the order of the nearest deadline that nobody has taken; desks without one last.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn by_next_deadline(on: impl PgExecutor<'_>, desks: &[Desk]) -> Result<Vec<Desk>, sqlx::Error> {
    let names = sqlx::query_scalar!(
        r#"SELECT wanted_desk AS "desk!" FROM unnest($1::text[]) AS wanted (wanted_desk)
             LEFT JOIN LATERAL (
                  SELECT c.answer_due_at FROM desk.cases c
                   WHERE c.desk = wanted_desk AND c.stage = 'received'
                   ORDER BY c.answer_due_at, c.ticket_number LIMIT 1) AS next ON true
            ORDER BY next.answer_due_at NULLS LAST"#,
        &Desk::names(desks),
    )
    .fetch_all(on)
    .await?;
    names.into_iter().map(|name| stored(&name, "desk.cases", "desk", &name)).collect()
}

/// Up to `limit` cases behind `after`, or from the first one on.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn page(
    on: impl PgExecutor<'_>,
    filter: &CaseFilter,
    after: Option<&Position>,
    limit: u32,
) -> Result<Vec<Case>, sqlx::Error> {
    match filter.order {
        Order::Deadline => by_deadline(on, filter, after, limit).await,
        Order::Newest => ordered::by_arrival(on, filter, after, limit).await,
        Order::Form => ordered::by_form(on, filter, after, limit).await,
        Order::Return => ordered::by_return(on, filter, after, limit).await,
    }
}

async fn by_deadline(
    on: impl PgExecutor<'_>,
    filter: &CaseFilter,
    after: Option<&Position>,
    limit: u32,
) -> Result<Vec<Case>, sqlx::Error> {
    case_rows!(
        "FROM unnest($1::text[]) AS wanted_desks (wanted_desk), unnest($2::text[]) AS wanted_stages (wanted_stage)
            CROSS JOIN LATERAL (
                  SELECT * FROM desk.cases c
                   WHERE c.desk = wanted_desk AND c.stage = wanted_stage AND (c.answer_due_at, c.ticket_number) > ($3, $4)
                     AND c.rests_until IS NULL AND (NOT $9 OR c.came_back IS NOT NULL)
                     AND ($6::text IS NULL OR c.form = $6) AND ($7::uuid IS NULL OR c.claimed_by = $7)
                     AND ($8::text IS NULL OR left(c.region, 2) = left($8, 2) AND starts_with(c.region, $8))
                     AND EXISTS (SELECT FROM intake.tickets t
                                  WHERE t.submitted_on = c.submitted_on AND t.number = c.ticket_number
                                    AND t.erased_at IS NULL)
                   ORDER BY c.answer_due_at, c.ticket_number LIMIT $5) AS page
            ORDER BY page.answer_due_at, page.ticket_number LIMIT $5",
        &Desk::names(&filter.desks),
        &filter.stage_names(),
        after.map_or(Timestamp::UNIX_EPOCH, |after| after.at).to_sqlx(),
        after.map_or_else(String::new, |after| after.number.to_string()),
        i64::from(limit),
        filter.form.map(|form| form.to_string()),
        filter.held_by,
        filter.region.as_deref(),
        filter.came_back,
    )
    .fetch_all(on)
    .await?
    .into_iter()
    .map(Case::try_from)
    .collect()
}

/// The case that is to be worked on next, held until the transaction ends; cases that others are just taking are passed
/// over.
///
/// Erased and restricted tickets are passed over, and those that rest. First come those whose claim ran out, for they
/// waited longest, then the received ones. COALESCE looks for the second only without the first.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn lock_next(on: &mut Connection, desk: Desk, now: Timestamp) -> Result<Option<Case>, sqlx::Error> {
    case_rows!(
        "FROM desk.cases
          WHERE ticket_number = coalesce(
                (SELECT c.ticket_number FROM desk.cases c
                  WHERE c.desk = $1 AND c.stage = 'processing' AND c.claim_expires_at <= $2 AND c.rests_until IS NULL
                    AND EXISTS (SELECT FROM intake.tickets t
                                 WHERE t.submitted_on = c.submitted_on AND t.number = c.ticket_number AND t.erased_at IS NULL AND t.restricted_at IS NULL)
                  ORDER BY c.answer_due_at, c.ticket_number LIMIT 1 FOR UPDATE OF c SKIP LOCKED),
                (SELECT c.ticket_number FROM desk.cases c
                  WHERE c.desk = $1 AND c.stage = 'received'
                    AND EXISTS (SELECT FROM intake.tickets t
                                 WHERE t.submitted_on = c.submitted_on AND t.number = c.ticket_number AND t.erased_at IS NULL AND t.restricted_at IS NULL)
                  ORDER BY c.answer_due_at, c.ticket_number LIMIT 1 FOR UPDATE OF c SKIP LOCKED))
            FOR UPDATE",
        desk.as_str(),
        now.to_sqlx(),
    )
    .fetch_optional(on)
    .await?
    .map(Case::try_from)
    .transpose()
}

/// Those of `numbers` that wait at `desk`, held until the transaction ends; what somebody else is working on is passed
/// over.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn lock_waiting(on: &mut Connection, desk: Desk, numbers: &[TicketNumber]) -> Result<Vec<Case>, sqlx::Error> {
    case_rows!(
        "FROM desk.cases
          WHERE ticket_number = ANY($2) AND desk = $1 AND stage = 'received'
          ORDER BY ticket_number FOR UPDATE SKIP LOCKED",
        desk.as_str(),
        &number_texts(numbers),
    )
    .fetch_all(on)
    .await?
    .into_iter()
    .map(Case::try_from)
    .collect()
}
