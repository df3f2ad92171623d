//! What waits: for its turn, for the distributor, or for a person.

use std::time::Duration;

use database::Pool;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use stampings::State;
use uuid::Uuid;

/// Stampings that are counted at most, of each state.
const COUNTED: i64 = 100_000;

/// A stamping that is to be asked for.
pub(crate) struct Due {
    pub(crate) id: Uuid,
    pub(crate) closes_at: Timestamp,
    pub(crate) requested_at: Timestamp,
}

/// Stampings that may have been asked for in the last quarter of an hour. A queue that is longer works on what it has:
/// more messages would only stand before those of files that close sooner.
const ASKED: i64 = 2_000;

/// Up to `most` stampings that are due at `now`, those first whose registration closes first, and none while many wait
/// that were asked for lately. They are due again a quarter of an hour later. Among them are those whose person gave
/// another token, and those of persons who did nothing until long after their registration closed.
pub(crate) async fn take_due(pool: &Pool, now: Timestamp, most: i64) -> Result<Vec<Due>, sqlx::Error> {
    let now = now.to_sqlx() as jiff_sqlx::Timestamp;
    let rows = sqlx::query!(
        "UPDATE stamping.jobs
            SET due_at = $1 + interval '15 minutes',
                state = CASE WHEN state NOT IN ('needs_login', 'needs_balance') THEN state
                             WHEN serial IS NULL THEN 'queued' WHEN stamped_size IS NULL THEN 'serial_reserved'
                             ELSE 'stamped' END
          WHERE id IN (SELECT j.id FROM stamping.jobs j
                        WHERE j.settled_at IS NULL AND j.leased_until < $1
                          AND (j.state IN ('queued', 'serial_reserved', 'stamped', 'waiting_distributor') AND j.due_at <= $1
                               OR j.state = 'needs_login' AND EXISTS (
                                   SELECT FROM stamping.tokens t
                                    WHERE t.account_id = j.account_id AND t.given_at > j.due_at AND t.until > $1)
                               OR j.state IN ('needs_login', 'needs_balance') AND j.closes_at < $1 - interval '48 hours')
                        ORDER BY j.closes_at, j.requested_at
                        LIMIT least($2, $3 - (
                            SELECT count(*)
                              FROM (SELECT FROM stamping.jobs a
                                     WHERE a.state IN ('queued', 'serial_reserved', 'stamped', 'waiting_distributor')
                                       AND a.due_at > $1 AND a.due_at <= $1 + interval '15 minutes' LIMIT $3) asked))
                          FOR UPDATE SKIP LOCKED)
      RETURNING id, closes_at, requested_at",
        now,
        most,
        ASKED,
    )
    .fetch_all(pool)
    .await?;
    let mut due: Vec<Due> = rows
        .into_iter()
        .map(|row| Due { id: row.id, closes_at: row.closes_at.to_jiff(), requested_at: row.requested_at.to_jiff() })
        .collect();
    due.sort_by_key(|due| (due.closes_at, due.requested_at));
    Ok(due)
}

/// How many stampings of each state are not settled, up to 100,000 each.
pub(crate) async fn count(pool: &Pool) -> Result<Vec<(State, i64)>, sqlx::Error> {
    let mut counts = Vec::new();
    for state in State::ALL {
        if matches!(state, State::Attached | State::Rejected | State::Cancelled) {
            continue;
        }
        let count = sqlx::query_scalar!(
            r#"SELECT count(*) AS "count!"
                 FROM (SELECT FROM stamping.jobs WHERE state = $1 AND settled_at IS NULL LIMIT $2) counted"#,
            state.as_str(),
            COUNTED,
        )
        .fetch_one(pool)
        .await?;
        counts.push((state, count));
    }
    Ok(counts)
}

/// The age of the oldest stamping that waits for us or for the distributor.
pub(crate) async fn oldest(pool: &Pool, now: Timestamp) -> Result<Duration, sqlx::Error> {
    let oldest = sqlx::query_scalar!(
        "SELECT min(requested_at) FROM stamping.jobs
          WHERE settled_at IS NULL AND state IN ('queued', 'serial_reserved', 'stamped', 'waiting_distributor')"
    )
    .fetch_one(pool)
    .await?;
    let age = oldest.map(|oldest| now.duration_since(oldest.to_jiff()));
    Ok(age.and_then(|age| Duration::try_from(age).ok()).unwrap_or_default())
}
