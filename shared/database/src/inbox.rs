//! The inbox remembers what a consumer has seen. It counts an attempt before the work, and it remembers finished work.
//!
//! The count commits on its own before the handler starts, so it covers a message that kills the process, too.

use std::collections::HashMap;
use std::time::Duration;

use sqlx::{AssertSqlSafe, PgExecutor, Row};
use uuid::Uuid;

use crate::{Kept, Pool, Schema};

/// A message as the inbox knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Begun {
    /// The message.
    pub event_id: Uuid,
    /// Attempts so far, this one included: from 1.
    pub attempts: u32,
    /// Whether it was finished before; then it is only to be acknowledged.
    pub done: bool,
}

/// The inbox of one schema.
#[derive(Clone, Debug)]
pub struct Inbox {
    pool: Pool,
    schema: Schema,
}

impl Inbox {
    /// The inbox of `schema`, which must not be [`Schema::Intake`].
    #[must_use]
    pub fn new(pool: Pool, schema: Schema) -> Self {
        Self { pool, schema }
    }

    /// Counts one attempt for each message, in one statement. Duplicate ids in the batch are counted once.
    /// The result is in the order of `event_ids`.
    ///
    /// # Errors
    /// When the database is away; then it is not known whether they were counted, and [`Inbox::begin_again`] goes on.
    pub async fn begin(&self, queue: &str, event_ids: &[Uuid]) -> Result<Vec<Begun>, sqlx::Error> {
        self.count(queue, event_ids, 1).await
    }

    /// As [`Inbox::begin`], after a begin whose answer was lost: what was counted by then is not counted again.
    ///
    /// # Errors
    /// As [`Inbox::begin`].
    pub async fn begin_again(&self, queue: &str, event_ids: &[Uuid]) -> Result<Vec<Begun>, sqlx::Error> {
        self.count(queue, event_ids, 0).await
    }

    async fn count(&self, queue: &str, event_ids: &[Uuid], by: i32) -> Result<Vec<Begun>, sqlx::Error> {
        // Sorted and distinct: two consumers with overlapping batches lock rows in the same order.
        let sql = format!(
            "INSERT INTO {schema}.inbox AS seen (event_id, queue)
             SELECT DISTINCT event_id, $2 FROM unnest($1::uuid[]) AS event_id ORDER BY event_id
             ON CONFLICT (event_id) DO UPDATE
                SET attempts = CASE WHEN seen.done_at IS NULL THEN greatest(seen.attempts + $3,
                  1) ELSE seen.attempts END
             RETURNING event_id, attempts, done_at IS NOT NULL AS done",
            schema = self.schema.name(),
        );
        let rows = sqlx::query(AssertSqlSafe(sql)).bind(event_ids).bind(queue).bind(by).fetch_all(&self.pool).await?;
        let mut seen = HashMap::with_capacity(rows.len());
        for row in rows {
            let attempts: i32 = row.try_get("attempts")?;
            let begun = Begun {
                event_id: row.try_get("event_id")?,
                attempts: u32::try_from(attempts).unwrap_or(u32::MAX),
                done: row.try_get("done")?,
            };
            seen.insert(begun.event_id, begun);
        }
        event_ids.iter().map(|id| seen.get(id).copied().ok_or(sqlx::Error::RowNotFound)).collect()
    }

    /// Remembers that the messages are done. Runs on a pool or inside the handler's own transaction.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn finish(executor: impl PgExecutor<'_>, schema: Schema, event_ids: &[Uuid]) -> Result<(), sqlx::Error> {
        let sql =
            format!("UPDATE {}.inbox SET done_at = now() WHERE event_id = ANY($1) AND done_at IS NULL", schema.name());
        sqlx::query(AssertSqlSafe(sql)).bind(event_ids).execute(executor).await.map(drop)
    }

    /// [`Inbox::finish`] on the inbox's own pool and schema.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn finish_now(&self, event_ids: &[Uuid]) -> Result<(), sqlx::Error> {
        Self::finish(&self.pool, self.schema, event_ids).await
    }

    /// Takes back one counted attempt of each message: it was spent on an outage.
    ///
    /// # Errors
    /// When the database is away; then the attempts stay counted.
    pub async fn give_back(&self, event_ids: &[Uuid]) -> Result<(), sqlx::Error> {
        let sql = format!(
            "UPDATE {schema}.inbox AS seen SET attempts = seen.attempts - 1
               FROM (SELECT event_id FROM {schema}.inbox WHERE event_id = ANY($1) ORDER BY event_id FOR UPDATE) AS these
              WHERE seen.event_id = these.event_id AND seen.done_at IS NULL AND seen.attempts > 0",
            schema = self.schema.name(),
        );
        sqlx::query(AssertSqlSafe(sql)).bind(event_ids).execute(&self.pool).await.map(drop)
    }

    /// Starts the count of a parked message anew before it is driven home.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn reset(&self, event_id: Uuid) -> Result<(), sqlx::Error> {
        let sql =
            format!("UPDATE {}.inbox SET attempts = 0 WHERE event_id = $1 AND done_at IS NULL", self.schema.name());
        sqlx::query(AssertSqlSafe(sql)).bind(event_id).execute(&self.pool).await.map(drop)
    }

    /// For how long messages are remembered now.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn kept(&self) -> Result<Duration, sqlx::Error> {
        Kept::Inbox.period(&self.pool).await
    }

    /// Forgets up to 10,000 messages first seen longer ago than `age`. Returns how many; call again while it is not 0.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn purge(&self, age: Duration) -> Result<u64, sqlx::Error> {
        let sql = format!(
            "DELETE FROM {schema}.inbox WHERE event_id IN (
                 SELECT event_id FROM {schema}.inbox
                   WHERE first_seen < now() - make_interval(secs => $1) ORDER BY first_seen LIMIT 10000)",
            schema = self.schema.name(),
        );
        Ok(sqlx::query(AssertSqlSafe(sql)).bind(age.as_secs_f64()).execute(&self.pool).await?.rows_affected())
    }
}
