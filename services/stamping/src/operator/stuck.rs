//! Stampings that wait too long, by their ids. Nothing tells whose file it is.

use database::{Inconsistent, Pool};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
pub use stampings::State;
use uuid::Uuid;

/// Stampings that are counted at most.
const COUNTED: i64 = 100_000;

/// A stamping that is not at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stuck {
    /// The stamping.
    pub id: Uuid,
    /// How far it is, or for whom it waits.
    pub state: State,
    /// The code of its last fault.
    pub problem: Option<String>,
    /// Attempts that failed while the distributor was there.
    pub attempts: i32,
    /// Since when it waits.
    pub since: Timestamp,
    /// When its registration closes.
    pub closes_at: Timestamp,
}

/// Up to `most` stampings that were asked for before a moment, the oldest first; those that wait for their person only
/// where `with_persons`.
///
/// # Errors
/// When the database is away or refuses.
pub async fn list(pool: &Pool, before: Timestamp, with_persons: bool, most: i64) -> Result<Vec<Stuck>, sqlx::Error> {
    let rows = sqlx::query!(
        "SELECT id, state, problem, attempts, requested_at, closes_at
           FROM stamping.jobs
          WHERE settled_at IS NULL AND requested_at < $1
            AND ($2 OR state NOT IN ('needs_login', 'needs_balance'))
          ORDER BY requested_at, id
          LIMIT $3",
        before.to_sqlx() as jiff_sqlx::Timestamp,
        with_persons,
        most,
    )
    .fetch_all(pool)
    .await?;
    let stuck = rows.into_iter().map(|row| {
        let state = State::ALL.into_iter().find(|state| state.as_str() == row.state);
        let unknown = || Inconsistent::new("stamping.jobs", "state", &row.id);
        Ok(Stuck {
            id: row.id,
            state: state.ok_or_else(unknown)?,
            problem: row.problem,
            attempts: row.attempts,
            since: row.requested_at.to_jiff(),
            closes_at: row.closes_at.to_jiff(),
        })
    });
    stuck.collect()
}

/// How many stampings that were asked for before a moment wait for us or for the distributor, up to 100,000.
///
/// # Errors
/// When the database is away or refuses.
pub async fn count(pool: &Pool, before: Timestamp) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!"
             FROM (SELECT FROM stamping.jobs
                    WHERE settled_at IS NULL AND requested_at < $1
                      AND state IN ('queued', 'serial_reserved', 'stamped', 'waiting_distributor')
                    LIMIT $2) counted"#,
        before.to_sqlx() as jiff_sqlx::Timestamp,
        COUNTED,
    )
    .fetch_one(pool)
    .await
}
