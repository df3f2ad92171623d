//! `helpdesk retention`: the periods for which data is kept, as the operator reads and sets them.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;

use crate::{Connection, Kept};

/// How long one kind of data is kept.
#[derive(Debug)]
pub struct Period {
    /// The kind, by its stored name.
    pub kind: String,
    /// Days that it is kept now.
    pub days: i32,
    /// Days at first.
    pub usual: i32,
    /// Fewest days.
    pub least: i32,
    /// Most days.
    pub most: i32,
    /// Up to which day it was erased; `-` where nothing is erased by day.
    pub erased_up_to: String,
}

/// All of them, by kind.
///
/// # Errors
/// When the database is away or refuses.
pub async fn list(on: impl PgExecutor<'_>) -> Result<Vec<Period>, sqlx::Error> {
    sqlx::query_as!(
        Period,
        r#"SELECT kind, days, usual, least, most, CASE
           WHEN isfinite(expired_upto) THEN expired_upto::text ELSE '-' END AS "erased_up_to!"
             FROM retention.periods ORDER BY kind"#
    )
    .fetch_all(on)
    .await
}

/// Keeps the kind for so many days from now on, if they are within its bounds: otherwise the fewest and the most, and
/// nothing changes.
///
/// # Errors
/// When the database is away or refuses.
pub async fn set(on: &mut Connection, kind: Kept, days: i32) -> Result<Result<(), (i32, i32)>, sqlx::Error> {
    let bounds = sqlx::query!("SELECT least, most FROM retention.periods WHERE kind = $1 FOR UPDATE", kind.as_str())
        .fetch_one(&mut *on)
        .await?;
    if !(bounds.least..=bounds.most).contains(&days) {
        return Ok(Err((bounds.least, bounds.most)));
    }
    // A longer period erases nothing twice; a shorter one begins behind what was erased.
    sqlx::query!("UPDATE retention.periods SET days = $2 WHERE kind = $1", kind.as_str(), days).execute(on).await?;
    Ok(Ok(()))
}

/// Has the job that erases tickets look at those of `day` once more.
///
/// # Errors
/// When the database is away or refuses.
pub async fn look_again_from(on: impl PgExecutor<'_>, day: Date) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE retention.periods SET expired_upto = LEAST(expired_upto, $1::date - 1) WHERE kind = 'tickets'",
        day.to_sqlx(),
    )
    .execute(on)
    .await
    .map(drop)
}
