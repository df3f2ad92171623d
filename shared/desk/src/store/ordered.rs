//! Pages of cases in other orders than that of their deadlines.

use domain::{Desk, catalogue};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;

use super::case::{Case, case_rows};
use super::case_queue::{CaseFilter, Position};

/// Behind every number: digits come before it.
const LAST: &str = "~";

/// What came in last first.
pub(super) async fn by_arrival(
    on: impl PgExecutor<'_>,
    filter: &CaseFilter,
    after: Option<&Position>,
    limit: u32,
) -> Result<Vec<Case>, sqlx::Error> {
    case_rows!(
        "FROM unnest($1::text[]) AS wanted_desks (wanted_desk), unnest($2::text[]) AS wanted_stages (wanted_stage)
            CROSS JOIN LATERAL (
                  SELECT * FROM desk.cases c
                   WHERE c.desk = wanted_desk AND c.stage = wanted_stage AND (c.submitted_at, c.ticket_number) < ($3, $4)
                     AND c.rests_until IS NULL AND (NOT $9 OR c.came_back IS NOT NULL)
                     AND ($6::text IS NULL OR c.form = $6) AND ($7::uuid IS NULL OR c.claimed_by = $7)
                     AND ($8::text IS NULL OR left(c.region, 2) = left($8, 2) AND starts_with(c.region, $8))
                     AND EXISTS (SELECT FROM intake.tickets t
                                  WHERE t.submitted_on = c.submitted_on AND t.number = c.ticket_number
                                    AND t.erased_at IS NULL)
                   ORDER BY c.submitted_at DESC, c.ticket_number DESC LIMIT $5) AS page
            ORDER BY page.submitted_at DESC, page.ticket_number DESC LIMIT $5",
        &Desk::names(&filter.desks),
        &filter.stage_names(),
        after.map_or(Timestamp::MAX, |after| after.at).to_sqlx(),
        after.map_or_else(|| LAST.to_owned(), |after| after.number.to_string()),
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

/// Form by form, and of each the oldest deadline first.
pub(super) async fn by_form(
    on: impl PgExecutor<'_>,
    filter: &CaseFilter,
    after: Option<&Position>,
    limit: u32,
) -> Result<Vec<Case>, sqlx::Error> {
    let all = || catalogue::FORMS.iter().map(|form| form.code.to_string()).collect();
    let forms: Vec<String> = filter.form.map_or_else(all, |form| vec![form.to_string()]);
    case_rows!(
        "FROM unnest($1::text[]) AS wanted_desks (wanted_desk), unnest($2::text[]) AS wanted_stages (wanted_stage),
              unnest($6::text[]) AS wanted_forms (wanted_form)
            CROSS JOIN LATERAL (
                  SELECT * FROM desk.cases c
                   WHERE c.desk = wanted_desk AND c.stage = wanted_stage AND c.form = wanted_form
                     AND (c.form, c.answer_due_at, c.ticket_number) > ($9, $3, $4)
                     AND c.rests_until IS NULL AND (NOT $10 OR c.came_back IS NOT NULL)
                     AND ($7::uuid IS NULL OR c.claimed_by = $7)
                     AND ($8::text IS NULL OR left(c.region, 2) = left($8, 2) AND starts_with(c.region, $8))
                     AND EXISTS (SELECT FROM intake.tickets t
                                  WHERE t.submitted_on = c.submitted_on AND t.number = c.ticket_number
                                    AND t.erased_at IS NULL)
                   ORDER BY c.answer_due_at, c.ticket_number LIMIT $5) AS page
            ORDER BY page.form, page.answer_due_at, page.ticket_number LIMIT $5",
        &Desk::names(&filter.desks),
        &filter.stage_names(),
        after.map_or(Timestamp::UNIX_EPOCH, |after| after.at).to_sqlx(),
        after.map_or_else(String::new, |after| after.number.to_string()),
        i64::from(limit),
        &forms,
        filter.held_by,
        filter.region.as_deref(),
        after.map_or_else(String::new, |after| after.number.form().to_string()),
        filter.came_back,
    )
    .fetch_all(on)
    .await?
    .into_iter()
    .map(Case::try_from)
    .collect()
}

/// What rests, and first what comes back first.
pub(super) async fn by_return(
    on: impl PgExecutor<'_>,
    filter: &CaseFilter,
    after: Option<&Position>,
    limit: u32,
) -> Result<Vec<Case>, sqlx::Error> {
    case_rows!(
        "FROM unnest($1::text[]) AS wanted_desks (wanted_desk)
            CROSS JOIN LATERAL (
                  SELECT * FROM desk.cases c
                   WHERE c.desk = wanted_desk AND c.rests_until IS NOT NULL
                     AND (c.rests_until, c.ticket_number) > ($2, $3)
                     AND ($5::text IS NULL OR c.form = $5) AND ($6::uuid IS NULL OR c.claimed_by = $6)
                     AND ($7::text IS NULL OR left(c.region, 2) = left($7, 2) AND starts_with(c.region, $7))
                     AND EXISTS (SELECT FROM intake.tickets t
                                  WHERE t.submitted_on = c.submitted_on AND t.number = c.ticket_number
                                    AND t.erased_at IS NULL)
                   ORDER BY c.rests_until, c.ticket_number LIMIT $4) AS page
            ORDER BY page.rests_until, page.ticket_number LIMIT $4",
        &Desk::names(&filter.desks),
        after.map_or(Timestamp::UNIX_EPOCH, |after| after.at).to_sqlx(),
        after.map_or_else(String::new, |after| after.number.to_string()),
        i64::from(limit),
        filter.form.map(|form| form.to_string()),
        filter.held_by,
        filter.region.as_deref(),
    )
    .fetch_all(on)
    .await?
    .into_iter()
    .map(Case::try_from)
    .collect()
}
