//! What was written, seen behind the service's back.

use domain::TicketNumber;
use serde_json::Value;
use sqlx::Row as _;
use uuid::Uuid;

use super::Office;

/// A message as the service wrote it.
#[derive(Clone, Debug)]
pub(crate) struct OutboxMessage {
    pub(crate) event_id: Uuid,
    pub(crate) routing_key: String,
    pub(crate) body: Value,
    pub(crate) traceparent: Option<String>,
}

impl Office {
    /// The stages that an applicant sees, oldest first.
    pub(crate) async fn stages(&self, number: TicketNumber) -> Vec<String> {
        sqlx::query_scalar("SELECT stage FROM desk.timeline WHERE ticket_number = $1 ORDER BY id")
            .bind(number.to_string())
            .fetch_all(self.owner())
            .await
            .unwrap()
    }

    /// The messages in the outbox for this exchange, oldest first.
    pub(crate) async fn outbox(&self, exchange: &str) -> Vec<OutboxMessage> {
        sqlx::query(
            "SELECT event_id, routing_key, body, traceparent FROM desk.outbox WHERE exchange = $1 ORDER BY \
            created_at, event_id",
        )
        .bind(exchange)
        .fetch_all(self.owner())
        .await
        .unwrap()
        .into_iter()
        .map(|row| OutboxMessage {
            event_id: row.get("event_id"),
            routing_key: row.get("routing_key"),
            body: row.get("body"),
            traceparent: row.get("traceparent"),
        })
        .collect()
    }

    /// What the audit log says about a ticket, oldest first: action and detail.
    pub(crate) async fn audit(&self, number: TicketNumber) -> Vec<(String, Option<String>)> {
        sqlx::query_as("SELECT action, detail FROM audit.entries WHERE ticket_number = $1 ORDER BY id")
            .bind(number.to_string())
            .fetch_all(self.owner())
            .await
            .unwrap()
    }

    /// One number from the database, such as a count.
    pub(crate) async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(self.owner()).await.unwrap()
    }

    /// Destroys a ticket's data as the operator's command does.
    pub(crate) async fn erase(&self, number: TicketNumber) {
        sqlx::query(
            "WITH erased AS (UPDATE intake.tickets SET content = NULL, nik_index = NULL, erased_at = now() WHERE \
            number = $1 RETURNING id)
             DELETE FROM keys.tickets WHERE ticket_id IN (SELECT id FROM erased)",
        )
        .bind(number.to_string())
        .execute(self.owner())
        .await
        .unwrap();
    }
}
