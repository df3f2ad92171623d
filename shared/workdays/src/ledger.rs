//! The tables of the calendar. All services read them; the console writes them for supervisors.

use database::Inconsistent;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

use crate::{Calendar, Week};

/// Most holidays that an installation keeps.
pub const MOST_HOLIDAYS: i64 = 400;

/// What became of a holiday to be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is written.
    Yes,
    /// The day is a holiday already.
    Known,
    /// There are as many as there can be.
    TooMany,
}

/// The calendar as it is stored.
///
/// # Errors
/// When the database is away, or holds what this version does not know.
pub async fn read(pool: &database::Pool) -> Result<Calendar, sqlx::Error> {
    let week = sqlx::query!("SELECT days, opens, closes FROM workdays.week").fetch_one(pool).await?;
    let holidays = sqlx::query!("SELECT day, name FROM workdays.holidays ORDER BY day LIMIT $1", MOST_HOLIDAYS);
    let holidays = holidays.fetch_all(pool).await?;
    let inconsistent = |column| Inconsistent::new("workdays.week", column, &"");
    let days = week.days.try_into().map_err(|_not_seven| inconsistent("days"))?;
    let minute = |minute: i16| u16::try_from(minute).map_err(|_negative| inconsistent("opens"));
    let week =
        Week::new(days, minute(week.opens)?, minute(week.closes)?).map_err(|_nobody_works| inconsistent("closes"))?;
    Ok(Calendar::new(week, holidays.into_iter().map(|row| (row.day.to_jiff(), row.name)).collect()))
}

/// Changes the week.
///
/// # Errors
/// When the database is away.
pub async fn set_week(on: impl PgExecutor<'_>, week: Week, by: Uuid, at: Timestamp) -> Result<(), sqlx::Error> {
    let minute = |minute: u16| i16::try_from(minute).unwrap_or(i16::MAX);
    sqlx::query!(
        "UPDATE workdays.week SET days = $1, opens = $2, closes = $3, changed_by = $4, changed_at = $5",
        &week.days() as &[bool],
        minute(week.opens()),
        minute(week.closes()),
        by,
        at.to_sqlx(),
    )
    .execute(on)
    .await
    .map(drop)
}

/// Adds a holiday, named in 1 to 100 characters.
///
/// # Errors
/// When the database is away.
pub async fn add_holiday(
    on: impl PgExecutor<'_>,
    day: Date,
    name: &str,
    by: Uuid,
    at: Timestamp,
) -> Result<Added, sqlx::Error> {
    let row = sqlx::query!(
        r#"WITH known AS (SELECT FROM workdays.holidays WHERE day = $1),
                added AS (
                  INSERT INTO workdays.holidays (day, name, changed_by, changed_at)
                  SELECT $1, $2, $3, $4 WHERE (SELECT count(*) FROM workdays.holidays) < $5
                  ON CONFLICT DO NOTHING RETURNING day)
           SELECT EXISTS (SELECT FROM known) AS "known!", EXISTS (SELECT FROM added) AS "added!""#,
        day.to_sqlx() as jiff_sqlx::Date,
        name,
        by,
        at.to_sqlx() as jiff_sqlx::Timestamp,
        MOST_HOLIDAYS,
    );
    let row = row.fetch_one(on).await?;
    Ok(match (row.added, row.known) {
        (true, _) => Added::Yes,
        (false, true) => Added::Known,
        (false, false) => Added::TooMany,
    })
}

/// Removes a holiday; whether there was one.
///
/// # Errors
/// When the database is away.
pub async fn remove_holiday(on: impl PgExecutor<'_>, day: Date) -> Result<bool, sqlx::Error> {
    let removed = sqlx::query!("DELETE FROM workdays.holidays WHERE day = $1", day.to_sqlx() as jiff_sqlx::Date);
    Ok(removed.execute(on).await?.rows_affected() > 0)
}
