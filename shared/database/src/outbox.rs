//! A transaction writes its messages for the broker into the outbox.
//!
//! A relay leases rows in a short transaction, publishes them outside of any transaction, and deletes what the broker
//! confirmed. The lease of a relay that dies expires. Another relay then publishes the message again under the same
//! event id.

use std::time::Duration;

use jiff::Timestamp;
use sqlx::{AssertSqlSafe, Row};
use uuid::Uuid;

use crate::{Connection, Pool, Schema};

/// A message to be sent once the transaction commits.
#[derive(Clone, Debug)]
pub struct NewMessage {
    /// Id of the message, the same on every publication.
    pub event_id: Uuid,
    /// Exchange to publish to.
    pub exchange: &'static str,
    /// Routing key.
    pub routing_key: String,
    /// Ids, times and routing facts; never personal data.
    pub body: serde_json::Value,
    /// W3C trace context of what caused it.
    pub traceparent: Option<String>,
}

/// A claimed message.
#[derive(Clone, Debug)]
pub struct OutboxRow {
    /// Id of the message.
    pub event_id: Uuid,
    /// Exchange to publish to.
    pub exchange: String,
    /// Routing key.
    pub routing_key: String,
    /// The body.
    pub body: serde_json::Value,
    /// W3C trace context of what caused it.
    pub traceparent: Option<String>,
    /// When it was written.
    pub created_at: Timestamp,
    /// How often a relay took it, this time included.
    pub attempts: u32,
}

/// What waits for the broker.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Backlog {
    /// Messages.
    pub count: u64,
    /// Age of the oldest one; zero when none waits.
    pub oldest: Duration,
    /// Those that the broker refused or that no queue took. They rest before each further try.
    pub resting: u64,
}

/// The outbox of one schema.
#[derive(Clone, Debug)]
pub struct Outbox {
    pool: Pool,
    schema: Schema,
}

impl Outbox {
    /// The outbox of `schema`, which must not be [`Schema::Routing`] or [`Schema::Notify`].
    #[must_use]
    pub fn new(pool: Pool, schema: Schema) -> Self {
        Self { pool, schema }
    }

    /// Whose outbox it is.
    #[must_use]
    pub fn schema(&self) -> Schema {
        self.schema
    }

    /// Writes messages inside the caller's transaction, in one statement.
    ///
    /// # Errors
    /// When the database is away or an event id was used before.
    pub async fn insert(
        connection: &mut Connection,
        schema: Schema,
        messages: &[NewMessage],
    ) -> Result<(), sqlx::Error> {
        if messages.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "INSERT INTO {}.outbox (event_id, exchange, routing_key, body, traceparent)
             SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::jsonb[], $5::text[])",
            schema.name(),
        );
        sqlx::query(AssertSqlSafe(sql))
            .bind(messages.iter().map(|message| message.event_id).collect::<Vec<_>>())
            .bind(messages.iter().map(|message| message.exchange).collect::<Vec<_>>())
            .bind(messages.iter().map(|message| message.routing_key.as_str()).collect::<Vec<_>>())
            .bind(messages.iter().map(|message| message.body.clone()).collect::<Vec<_>>())
            .bind(messages.iter().map(|message| message.traceparent.as_deref()).collect::<Vec<_>>())
            .execute(connection)
            .await
            .map(drop)
    }

    /// Leases up to `limit` of the oldest messages that nobody holds.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn claim(&self, limit: u32, lease: Duration) -> Result<Vec<OutboxRow>, sqlx::Error> {
        let sql = format!(
            "UPDATE {schema}.outbox AS waiting
                SET leased_until = now() + make_interval(secs => $2), attempts = waiting.attempts + 1
              WHERE event_id IN (SELECT event_id FROM {schema}.outbox WHERE leased_until < now()
                                  ORDER BY event_id LIMIT $1 FOR UPDATE SKIP LOCKED)
              RETURNING event_id, exchange, routing_key, body, traceparent, created_at, attempts",
            schema = self.schema.name(),
        );
        let rows = sqlx::query(AssertSqlSafe(sql))
            .bind(i64::from(limit))
            .bind(lease.as_secs_f64())
            .fetch_all(&self.pool)
            .await?;
        rows.into_iter()
            .map(|row| {
                let attempts: i32 = row.try_get("attempts")?;
                Ok(OutboxRow {
                    event_id: row.try_get("event_id")?,
                    exchange: row.try_get("exchange")?,
                    routing_key: row.try_get("routing_key")?,
                    body: row.try_get("body")?,
                    traceparent: row.try_get("traceparent")?,
                    created_at: row.try_get::<jiff_sqlx::Timestamp, _>("created_at")?.to_jiff(),
                    attempts: u32::try_from(attempts).unwrap_or(u32::MAX),
                })
            })
            .collect()
    }

    /// Deletes what the broker confirmed.
    ///
    /// # Errors
    /// When the database is away; the messages are then published again later, under the same ids.
    pub async fn sent(&self, event_ids: &[Uuid]) -> Result<(), sqlx::Error> {
        let sql = format!("DELETE FROM {}.outbox WHERE event_id = ANY($1)", self.schema.name());
        sqlx::query(AssertSqlSafe(sql)).bind(event_ids).execute(&self.pool).await.map(drop)
    }

    /// Gives back what could not be published, to be claimed again after `pause`.
    ///
    /// # Errors
    /// When the database is away; the leases then expire by themselves.
    pub async fn release(&self, event_ids: &[Uuid], pause: Duration) -> Result<(), sqlx::Error> {
        let sql = format!(
            "UPDATE {}.outbox SET leased_until = now() + make_interval(secs => $2) WHERE event_id = ANY($1)",
            self.schema.name()
        );
        sqlx::query(AssertSqlSafe(sql)).bind(event_ids).bind(pause.as_secs_f64()).execute(&self.pool).await.map(drop)
    }

    /// Gives back what the broker refused or what no queue took, to be claimed again after `pause`.
    ///
    /// # Errors
    /// As [`Outbox::release`].
    pub async fn rest(&self, event_ids: &[Uuid], pause: Duration) -> Result<(), sqlx::Error> {
        let sql = format!(
            "UPDATE {}.outbox SET leased_until = now() + make_interval(secs => $2), refusals = refusals + 1 \
            WHERE event_id = ANY($1)",
            self.schema.name()
        );
        sqlx::query(AssertSqlSafe(sql)).bind(event_ids).bind(pause.as_secs_f64()).execute(&self.pool).await.map(drop)
    }

    /// How much waits, and for how long already.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn backlog(&self) -> Result<Backlog, sqlx::Error> {
        let sql = format!(
            "SELECT count(*) AS waiting, count(*) FILTER (WHERE refusals > 0) AS resting, \
            coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 AS oldest FROM {}.outbox",
            self.schema.name()
        );
        let row = sqlx::query(AssertSqlSafe(sql)).fetch_one(&self.pool).await?;
        let count: i64 = row.try_get("waiting")?;
        let (oldest, resting): (f64, i64) = (row.try_get("oldest")?, row.try_get("resting")?);
        Ok(Backlog {
            count: count.unsigned_abs(),
            oldest: Duration::try_from_secs_f64(oldest).unwrap_or_default(),
            resting: resting.unsigned_abs(),
        })
    }
}
