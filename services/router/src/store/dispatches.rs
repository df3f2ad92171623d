//! Which desk each submission was sent to, and why.

use domain::TicketNumber;
use sqlx::PgExecutor;
use uuid::Uuid;

use crate::decision::Decision;

/// A submission that the broker has confirmed at its desk's queue.
#[derive(Clone, Copy, Debug)]
pub struct Dispatch {
    /// The submission's message.
    pub event_id: Uuid,
    /// The ticket.
    pub ticket_number: TicketNumber,
    /// Where it went, and why.
    pub decision: Decision,
}

/// Records the dispatches and marks their messages as done in the inbox, all in one statement. Returns the event ids
/// that were new; a submission that was recorded before keeps its first record.
///
/// # Errors
/// When the database is away; then nothing was recorded.
pub(crate) async fn record(on: impl PgExecutor<'_>, dispatches: &[Dispatch]) -> Result<Vec<Uuid>, sqlx::Error> {
    let event_ids: Vec<Uuid> = dispatches.iter().map(|dispatch| dispatch.event_id).collect();
    let numbers: Vec<String> = dispatches.iter().map(|dispatch| dispatch.ticket_number.to_string()).collect();
    let desks: Vec<String> = dispatches.iter().map(|dispatch| dispatch.decision.desk.as_str().to_owned()).collect();
    let rule_ids: Vec<Option<i32>> = dispatches.iter().map(|dispatch| dispatch.decision.reason.rule_id()).collect();
    sqlx::query_scalar!(
        "WITH done AS (UPDATE routing.inbox SET done_at = now() WHERE event_id = ANY($1) AND done_at IS NULL)
         INSERT INTO routing.dispatches (event_id, ticket_number, desk, rule_id)
         SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::integer[])
         ON CONFLICT (event_id) DO NOTHING
         RETURNING event_id",
        &event_ids,
        &numbers,
        &desks,
        &rule_ids as &[Option<i32>],
    )
    .fetch_all(on)
    .await
}
