//! The work on a ticket: whose it is, how far it is, who holds it.

use database::Connection;
use domain::{Desk, TicketNumber, catalogue};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messages::TicketRouted;
use sqlx::PgExecutor;
use uuid::Uuid;

use super::case::case_rows;
use super::stored::{number_texts, stored};

pub use super::case::{CameBack, Case, Claim};

/// The case of a ticket.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn find(on: impl PgExecutor<'_>, number: TicketNumber) -> Result<Option<Case>, sqlx::Error> {
    case_rows!("FROM desk.cases WHERE ticket_number = $1", number.to_string())
        .fetch_optional(on)
        .await?
        .map(Case::try_from)
        .transpose()
}

/// As [`find`], held until the transaction ends.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn lock(on: &mut Connection, number: TicketNumber) -> Result<Option<Case>, sqlx::Error> {
    case_rows!("FROM desk.cases WHERE ticket_number = $1 FOR UPDATE", number.to_string())
        .fetch_optional(on)
        .await?
        .map(Case::try_from)
        .transpose()
}

/// Makes the cases of tickets that arrive for the first time, and moves those that are on their way to `desk` to
/// received there. Returns the numbers for which that happened; a message that is out of date changes nothing.
///
/// A message whose ticket is not there has no effect: the database was restored from before it.
///
/// A case that [`adopt`] makes at this very moment is no row that this statement sees, but one that its insertion
/// meets. Rows are written in the order of their numbers, so that two consumers with overlapping batches do not wait
/// for each other in a circle.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn receive(
    on: &mut Connection,
    desk: Desk,
    arrivals: &[&TicketRouted],
) -> Result<Vec<TicketNumber>, sqlx::Error> {
    let numbers: Vec<String> = arrivals.iter().map(|ticket| ticket.ticket_number.to_string()).collect();
    let days: Vec<_> = arrivals.iter().map(|ticket| ticket.ticket_number.day().to_sqlx()).collect();
    let ids: Vec<Uuid> = arrivals.iter().map(|ticket| ticket.ticket_id).collect();
    let forms: Vec<String> = arrivals.iter().map(|ticket| ticket.form.to_string()).collect();
    let submitted: Vec<_> = arrivals.iter().map(|ticket| ticket.submitted_at.to_sqlx()).collect();
    let due: Vec<_> = arrivals.iter().map(|ticket| ticket.answer_due_at.to_sqlx()).collect();
    let transferred: Vec<bool> = arrivals.iter().map(|ticket| ticket.transferred).collect();
    let clustered = clustered_forms();
    let received = sqlx::query_scalar!(
        r#"WITH arrived AS (
               SELECT * FROM unnest($2::text[], $3::date[], $4::uuid[], $5::text[], $6::timestamptz[],
                 $7::timestamptz[], $8::boolean[])
                   AS a (ticket_number, submitted_on, ticket_id, form, submitted_at, answer_due_at, transferred)
           ), opened AS (
               INSERT INTO desk.cases (ticket_number, submitted_on, ticket_id, form, desk, stage, submitted_at,
                 answer_due_at, region, to_cluster)
               SELECT a.ticket_number, a.submitted_on, a.ticket_id, a.form, $1, 'received', a.submitted_at,
                 a.answer_due_at, t.region,
                      a.form = ANY($9)
                 FROM arrived a JOIN intake.tickets t ON t.submitted_on = a.submitted_on AND t.number = a.ticket_number
                WHERE NOT transferred ORDER BY ticket_number
               ON CONFLICT (ticket_number) DO UPDATE SET stage = 'received'
                 WHERE cases.desk = $1 AND cases.stage = 'submitted'
               RETURNING ticket_number
           ), home AS (
               SELECT ticket_number FROM desk.cases
                WHERE ticket_number IN (SELECT ticket_number FROM arrived
                  WHERE transferred) AND desk = $1 AND stage = 'submitted'
                ORDER BY ticket_number FOR UPDATE
           ), moved AS (
               UPDATE desk.cases SET stage = 'received' FROM home WHERE cases.ticket_number = home.ticket_number
               RETURNING cases.ticket_number
           )
           SELECT ticket_number AS "ticket_number!" FROM opened UNION SELECT ticket_number FROM moved"#,
        desk.as_str(),
        &numbers,
        &days as &[jiff_sqlx::Date],
        &ids,
        &forms,
        &submitted as &[jiff_sqlx::Timestamp],
        &due as &[jiff_sqlx::Timestamp],
        &transferred,
        &clustered,
    )
    .fetch_all(on)
    .await?;
    received.iter().map(|number| stored(number, "desk.cases", "ticket_number", number)).collect()
}

/// Makes the case of a ticket whose message went to an agency, on its way to the desk that the router sent it to.
/// `None` when there is no such ticket, `Some(false)` when the router has not written down yet where it sent it, or the
/// case was made meanwhile.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn adopt(on: impl PgExecutor<'_>, number: TicketNumber) -> Result<Option<bool>, sqlx::Error> {
    let row = sqlx::query!(
        r#"WITH ticket AS (
               SELECT submitted_on, number, id, form, submitted_at, answer_due_at, region FROM intake.tickets
                 WHERE submitted_on = $1 AND number = $2
           ), made AS (
               INSERT INTO desk.cases (ticket_number, submitted_on, ticket_id, form, desk, stage, submitted_at,
                 answer_due_at, region, to_cluster)
               SELECT t.number, t.submitted_on, t.id, t.form, d.desk, 'submitted', t.submitted_at, t.answer_due_at,
                 t.region, t.form = ANY($3)
                 FROM ticket t
                CROSS JOIN LATERAL (SELECT desk FROM routing.dispatches
                  WHERE ticket_number = t.number ORDER BY dispatched_at DESC LIMIT 1) d
               ON CONFLICT (ticket_number) DO NOTHING
               RETURNING ticket_number
           )
           SELECT EXISTS (SELECT FROM ticket) AS "filed!", EXISTS (SELECT FROM made) AS "made!""#,
        number.day().to_sqlx(),
        number.to_string(),
        &clustered_forms(),
    )
    .fetch_one(on)
    .await?;
    Ok(row.filed.then_some(row.made))
}

/// The forms whose tickets are to be put into clusters.
fn clustered_forms() -> Vec<String> {
    catalogue::with_likeness().map(|form| form.to_string()).collect()
}

/// Moves a case that is on its way to received.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn mark_received(on: impl PgExecutor<'_>, number: TicketNumber) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE desk.cases SET stage = 'received' WHERE ticket_number = $1 AND stage = 'submitted'",
        number.to_string()
    )
    .execute(on)
    .await?;
    Ok(())
}

/// Gives the case to `claim.by`, who now works on it.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn claim(on: impl PgExecutor<'_>, number: TicketNumber, claim: Claim) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE desk.cases SET stage = 'processing', claimed_by = $2, claimed_at = $3, claim_expires_at = $4,
                assigned_by = CASE WHEN claimed_by = $2 THEN assigned_by END
          WHERE ticket_number = $1",
        number.to_string(),
        claim.by,
        claim.since.to_sqlx(),
        claim.expires_at.to_sqlx(),
    )
    .execute(on)
    .await?;
    Ok(())
}

/// As [`claim`], in the name of somebody who was given the case by the officer `assigned_by`.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn assign(
    on: impl PgExecutor<'_>,
    number: TicketNumber,
    claim: Claim,
    assigned_by: Uuid,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE desk.cases SET stage = 'processing', claimed_by = $2, claimed_at = $3, claim_expires_at = $4,
                assigned_by = $5
          WHERE ticket_number = $1",
        number.to_string(),
        claim.by,
        claim.since.to_sqlx(),
        claim.expires_at.to_sqlx(),
        assigned_by,
    )
    .execute(on)
    .await?;
    Ok(())
}

/// Lets the case rest until its applicant replies, until `until` at most.
///
/// # Errors
/// When the database is away.
pub async fn rest(on: impl PgExecutor<'_>, number: TicketNumber, until: Timestamp) -> Result<(), sqlx::Error> {
    let rest = sqlx::query!(
        "UPDATE desk.cases SET rests_until = $2, came_back = NULL WHERE ticket_number = $1",
        number.to_string(),
        until.to_sqlx(),
    );
    rest.execute(on).await.map(drop)
}

/// The officer who gave the case to whoever claimed it last; `None` when that one took it.
///
/// # Errors
/// When the database is away.
pub async fn assigner(on: impl PgExecutor<'_>, number: TicketNumber) -> Result<Option<Uuid>, sqlx::Error> {
    let row = sqlx::query_scalar!("SELECT assigned_by FROM desk.cases WHERE ticket_number = $1", number.to_string());
    Ok(row.fetch_optional(on).await?.flatten())
}

/// Frees the case: it is the next one to be taken.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn release(on: impl PgExecutor<'_>, number: TicketNumber, at: Timestamp) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE desk.cases SET claim_expires_at = $2 WHERE ticket_number = $1",
        number.to_string(),
        at.to_sqlx()
    )
    .execute(on)
    .await?;
    Ok(())
}

/// The cases with these numbers, newest submission first.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn find_all(on: impl PgExecutor<'_>, numbers: &[TicketNumber]) -> Result<Vec<Case>, sqlx::Error> {
    case_rows!(
        "FROM desk.cases WHERE ticket_number = ANY($1) ORDER BY submitted_at DESC, ticket_number",
        &number_texts(numbers)
    )
    .fetch_all(on)
    .await?
    .into_iter()
    .map(Case::try_from)
    .collect()
}

/// Marks the case as answered and frees it.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn mark_answered(on: impl PgExecutor<'_>, number: TicketNumber) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE desk.cases SET stage = 'answered', claimed_by = NULL, claimed_at = NULL, claim_expires_at = NULL,
                came_back = NULL
          WHERE ticket_number = $1",
        number.to_string(),
    )
    .execute(on)
    .await?;
    Ok(())
}

/// Sends the case on its way to another desk.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn hand_over(on: impl PgExecutor<'_>, number: TicketNumber, to: Desk) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE desk.cases SET desk = $2, stage = 'submitted', claimed_by = NULL, claimed_at = NULL, claim_expires_at \
        = NULL
          WHERE ticket_number = $1",
        number.to_string(),
        to.as_str(),
    )
    .execute(on)
    .await?;
    Ok(())
}
