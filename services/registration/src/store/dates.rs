//! When registrations are taken.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

use crate::catalogue::{Dates, Formation, Selection};
use crate::registrations::Registration;
use domain::SelectionKind;

/// Most dates that are listed: those of each agency in a few periods.
const MOST: i64 = 10_000;

/// The dates for an agency, its own where it has some: of the period in which registrations are taken `now`, else of
/// the one in which they are taken next, else of the last one.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn of(
    on: impl PgExecutor<'_>,
    selection: Selection,
    agency_id: &str,
    now: Timestamp,
) -> Result<Option<Dates>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT p.name AS \"name!\", d.opens_at AS \"opens_at!\", d.closes_at AS \"closes_at!\"
           FROM (SELECT DISTINCT ON (period_id) period_id, opens_at, closes_at
                   FROM registration.dates
                  WHERE selection = $1 AND (agency_id = $2 OR agency_id IS NULL)
                  ORDER BY period_id, agency_id NULLS LAST) d
           JOIN registration.periods p ON p.id = d.period_id
          ORDER BY d.closes_at <= $3, CASE WHEN d.closes_at > $3 THEN d.opens_at END, d.closes_at DESC
          LIMIT 1",
        selection.as_str(),
        agency_id,
        now.to_sqlx() as jiff_sqlx::Timestamp
    )
    .fetch_optional(on)
    .await?;
    Ok(row.map(|row| Dates { period: row.name, opens_at: row.opens_at.to_jiff(), closes_at: row.closes_at.to_jiff() }))
}

/// Dates as the operator sees them.
#[derive(Debug)]
pub struct Listed {
    /// Name of the period.
    pub period: String,
    /// The selection.
    pub selection: String,
    /// Name of the agency; `None`: of all that have no dates of their own.
    pub agency: Option<String>,
    /// From then on registrations are taken.
    pub opens_at: Timestamp,
    /// From then on they are not.
    pub closes_at: Timestamp,
}

/// All of them, the newest period first.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn all(on: impl PgExecutor<'_>) -> Result<Vec<Listed>, sqlx::Error> {
    let rows = sqlx::query!(
        "SELECT p.name AS \"period!\", d.selection, a.name AS \"agency?\", d.opens_at, d.closes_at
           FROM registration.dates d
           JOIN registration.periods p ON p.id = d.period_id
           LEFT JOIN registration.agencies a ON a.id = d.agency_id
          ORDER BY p.opens_at DESC, d.selection, a.name NULLS FIRST
          LIMIT $1",
        MOST
    )
    .fetch_all(on)
    .await?;
    let listed = rows.into_iter().map(|row| Listed {
        period: row.period,
        selection: row.selection,
        agency: row.agency,
        opens_at: row.opens_at.to_jiff(),
        closes_at: row.closes_at.to_jiff(),
    });
    Ok(listed.collect())
}

/// The id of the period of this name.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn period(on: impl PgExecutor<'_>, name: &str) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar!("SELECT id AS \"id!\" FROM registration.periods WHERE name = $1", name).fetch_optional(on).await
}

/// Dates that are to be set.
pub(crate) struct New<'a> {
    pub(crate) id: Uuid,
    pub(crate) period: Uuid,
    pub(crate) selection: Selection,
    pub(crate) agency_id: Option<&'a str>,
    pub(crate) opens_at: Timestamp,
    pub(crate) closes_at: Timestamp,
}

/// Lets nobody else set dates until the end of the transaction; readers go on.
///
/// # Errors
/// When the database is away, or refuses.
pub(crate) async fn lock(on: impl PgExecutor<'_>) -> Result<(), sqlx::Error> {
    sqlx::query!("LOCK TABLE registration.dates IN SHARE ROW EXCLUSIVE MODE").execute(on).await.map(drop)
}

/// Names of agencies, at most ten, whose dates would lie outside these of all.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn left_out(on: impl PgExecutor<'_>, new: &New<'_>) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT a.name
           FROM registration.dates d JOIN registration.agencies a ON a.id = d.agency_id
          WHERE d.period_id = $1 AND d.selection = $2 AND (d.opens_at < $3 OR d.closes_at > $4)
          ORDER BY a.name LIMIT 10",
        new.period,
        new.selection.as_str(),
        new.opens_at.to_sqlx(),
        new.closes_at.to_sqlx()
    )
    .fetch_all(on)
    .await
}

/// Whether an agency's dates lie within those of all: also where those are not set.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn fit(on: impl PgExecutor<'_>, new: &New<'_>) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT NOT EXISTS (
             SELECT FROM registration.dates
              WHERE period_id = $1 AND selection = $2 AND agency_id IS NULL AND (opens_at > $3 OR closes_at < $4)
         ) AS \"fit!\"",
        new.period,
        new.selection.as_str(),
        new.opens_at.to_sqlx(),
        new.closes_at.to_sqlx()
    )
    .fetch_one(on)
    .await
}

/// Sets dates in the place of those that are there.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn set(on: impl PgExecutor<'_>, new: &New<'_>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO registration.dates (id, period_id, selection, agency_id, opens_at, closes_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (period_id, selection, (coalesce(agency_id, '')))
         DO UPDATE SET opens_at = excluded.opens_at, closes_at = excluded.closes_at",
        new.id,
        new.period,
        new.selection.as_str(),
        new.agency_id,
        new.opens_at.to_sqlx(),
        new.closes_at.to_sqlx()
    )
    .execute(on)
    .await
    .map(drop)
}

/// When the last registration of a period closes that is open at this moment; `None` while none is.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn last_close(
    on: impl PgExecutor<'_>,
    period: Uuid,
    now: Timestamp,
) -> Result<Option<Timestamp>, sqlx::Error> {
    let last = sqlx::query_scalar!(
        "SELECT max(closes_at) FROM registration.dates WHERE period_id = $1 AND opens_at <= $2 AND closes_at > $2",
        period,
        now.to_sqlx(),
    )
    .fetch_one(on)
    .await?;
    Ok(last.map(jiff_sqlx::Timestamp::to_jiff))
}

/// When this registration closes; `None` when that is not told.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn close_for(
    on: impl PgExecutor<'_>,
    registration: &Registration,
) -> Result<Option<Timestamp>, sqlx::Error> {
    let found = sqlx::query_scalar!(
        "SELECT registration.closes($1, $2, $3)",
        registration.period_id,
        registration.selection.map(SelectionKind::as_str),
        registration.formation,
    )
    .fetch_one(on)
    .await?;
    Ok(found.map(jiff_sqlx::Timestamp::to_jiff))
}

/// Whether registrations for a formation are taken in a period at this moment: by its agency's own dates where it has
/// some.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn is_open(
    on: impl PgExecutor<'_>,
    period: Uuid,
    formation: &Formation,
    now: Timestamp,
) -> Result<bool, sqlx::Error> {
    let open = sqlx::query_scalar!(
        "SELECT opens_at <= $4 AND closes_at > $4 FROM registration.dates
          WHERE period_id = $1 AND selection = $2 AND (agency_id = $3 OR agency_id IS NULL)
          ORDER BY agency_id NULLS LAST LIMIT 1",
        period,
        formation.selection.as_str(),
        formation.agency_id,
        now.to_sqlx(),
    )
    .fetch_optional(on)
    .await?;
    Ok(open.flatten().unwrap_or(false))
}

/// When registrations of a selection are taken in a period by the agencies without dates of their own; `None` when that
/// is not told.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn of_period(
    on: impl PgExecutor<'_>,
    period: Uuid,
    selection: Selection,
) -> Result<Option<(Timestamp, Timestamp)>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT opens_at, closes_at FROM registration.dates
          WHERE period_id = $1 AND selection = $2 AND agency_id IS NULL",
        period,
        selection.as_str(),
    )
    .fetch_optional(on)
    .await?;
    Ok(row.map(|row| (row.opens_at.to_jiff(), row.closes_at.to_jiff())))
}
