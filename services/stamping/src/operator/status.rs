//! How stampings stand, in numbers.

use std::time::Duration;

use database::Pool;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
pub use stampings::State;

use crate::store::waiting;

/// How stampings stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// How many there are of each state that is no end, up to 100,000 each.
    pub open: Vec<(State, i64)>,
    /// The age of the oldest one that waits for us or for the distributor.
    pub oldest: Duration,
    /// Persons whose token counts.
    pub tokens: i64,
    /// What became of those that ended in the last 24 hours, by the reason of rejected ones.
    pub ended: Vec<(String, i64)>,
    /// The faults of those that wait, and how often each.
    pub problems: Vec<(String, i64)>,
}

/// Counts them.
///
/// # Errors
/// When the database is away or refuses.
pub async fn status(pool: &Pool, now: Timestamp) -> Result<Status, sqlx::Error> {
    let at = now.to_sqlx() as jiff_sqlx::Timestamp;
    let tokens = sqlx::query_scalar!(r#"SELECT count(*) AS "count!" FROM stamping.tokens WHERE until > $1"#, at)
        .fetch_one(pool)
        .await?;
    let ended = sqlx::query!(
        r#"SELECT CASE state WHEN 'rejected' THEN 'rejected, ' || coalesce(problem, '') ELSE state END AS "how!",
                  count(*) AS "count!"
             FROM stamping.jobs WHERE settled_at > $1::timestamptz - interval '24 hours' GROUP BY 1 ORDER BY 1"#,
        at,
    )
    .fetch_all(pool)
    .await?;
    let problems = sqlx::query!(
        r#"SELECT problem AS "problem!", count(*) AS "count!"
             FROM stamping.jobs WHERE settled_at IS NULL AND problem IS NOT NULL GROUP BY 1 ORDER BY 1"#,
    )
    .fetch_all(pool)
    .await?;
    Ok(Status {
        open: waiting::count(pool).await?,
        oldest: waiting::oldest(pool, now).await?,
        tokens,
        ended: ended.into_iter().map(|row| (row.how, row.count)).collect(),
        problems: problems.into_iter().map(|row| (row.problem, row.count)).collect(),
    })
}
