//! Tickets: the one statement that accepts a submission, and what is asked about accepted ones.

use captcha::Solved;
use database::Connection;
use domain::TicketNumber;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use serde_json::Value;
use sqlx::PgExecutor;
use sqlx::postgres::{PgDatabaseError, PgSeverity};
use uuid::Uuid;

use super::filings::Counts;

/// A submission on its way into the database: the ticket, its message and its key. Everything personal in it is sealed.
#[derive(Debug)]
pub(crate) struct NewTicket {
    pub(crate) number: TicketNumber,
    pub(crate) id: Uuid,
    pub(crate) submitted_on: Date,
    pub(crate) channel_id: Uuid,
    pub(crate) submitted_at: Timestamp,
    pub(crate) answer_due_at: Timestamp,
    pub(crate) region: String,
    pub(crate) hints: Vec<String>,
    pub(crate) nik_index: Vec<u8>,
    pub(crate) person_index: Vec<u8>,
    pub(crate) data_key: Vec<u8>,
    pub(crate) content: Vec<u8>,
    pub(crate) notice_address: Option<Vec<u8>>,
    pub(crate) documents: Value,
    pub(crate) object_key: Option<String>,
    pub(crate) message: NewMessage,
    pub(crate) key: Option<NewKey>,
    pub(crate) captcha: Option<Solved>,
    /// What a person filed before this, empty for nothing; `None` where no person files.
    pub(crate) follows: Option<String>,
    /// What a person's filing is counted by; empty where no person files.
    pub(crate) counts: Counts,
}

/// The announcement of the ticket.
#[derive(Debug)]
pub(crate) struct NewMessage {
    pub(crate) event_id: Uuid,
    pub(crate) exchange: &'static str,
    pub(crate) routing_key: String,
    pub(crate) body: Value,
    pub(crate) traceparent: Option<String>,
}

/// The key under which a resend is known.
#[derive(Clone, Debug)]
pub(crate) struct NewKey {
    pub(crate) key_hash: Vec<u8>,
    pub(crate) content_index: Vec<u8>,
}

/// Why a ticket was not accepted, or may not have been.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InsertError {
    /// Another request with the same key was faster. Nothing was written.
    #[error("the idempotency key is taken")]
    KeyTaken,
    /// The CAPTCHA was spent by another submission. Nothing was written.
    #[error("the CAPTCHA is spent")]
    CaptchaSpent,
    /// Too many were filed from one network, or for one NIK from there. Nothing was written.
    #[error("too many tickets were filed")]
    TooManyFiled,
    /// The same person filed the same form at this very moment. Nothing was written.
    #[error("the person's turn is taken")]
    TurnTaken,
    /// The number is in use already. Nothing was written.
    #[error("the ticket number is taken")]
    NumberTaken,
    /// Nothing was written.
    #[error("the ticket was not written")]
    NotWritten(#[source] sqlx::Error),
    /// The connection ended before the server said whether it committed.
    #[error("it is not known whether the ticket was written")]
    Unknown(#[source] sqlx::Error),
}

/// Accepts a submission: ticket, data key, address, message, idempotency key, spent CAPTCHA and counts of filings in
/// one statement and one round trip, committed together or not at all. Takes a connection rather than a pool: an error
/// of a pool that has none would look like one of a statement that may have committed.
pub(crate) async fn insert(on: &mut Connection, ticket: &NewTicket) -> Result<(), InsertError> {
    let NewTicket { message, key, captcha, .. } = ticket;
    sqlx::query!(
        "WITH ticket AS (
             INSERT INTO intake.tickets (submitted_on, number, id, form, channel_id, submitted_at, answer_due_at,
               region, hints,
                                         nik_index, content, documents, object_key, person_index, follows)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $12, $13, $14, $24, $25)
         ), data_key AS (
             INSERT INTO keys.tickets (ticket_id, data_key) VALUES ($3, $11)
         ), address AS (
             INSERT INTO intake.notice_addresses (ticket_number, address) SELECT $2, $29::bytea WHERE $29 IS NOT NULL
         ), message AS (
             INSERT INTO intake.outbox (event_id, exchange, routing_key, body, traceparent)
               VALUES ($15, $16, $17, $18, $19)
         ), captcha AS (
             INSERT INTO intake.spent_captchas AS spent (id, expires_at) SELECT $22::uuid, $23::timestamptz
               WHERE $22 IS NOT NULL
             ON CONFLICT (id) DO UPDATE SET uses = spent.uses + (spent.told IS DISTINCT
               FROM $24::bytea)::integer, told = NULL
         ), counted AS (
             INSERT INTO intake.filings AS f (subject, this_hour, hour_ends_at, this_day, day_ends_at, most_an_hour,
               most_a_day)
             SELECT subject, 1, $6::timestamptz + interval '1 hour', 1, $6::timestamptz + interval '1 day', an_hour,
               a_day
               FROM unnest($26::bytea[], $27::integer[], $28::integer[]) AS counts (subject, an_hour, a_day)
                 ORDER BY subject
             ON CONFLICT (subject) DO UPDATE SET
                 this_hour = CASE WHEN f.hour_ends_at <= $6 THEN 1 ELSE f.this_hour + 1 END,
                 hour_ends_at = CASE WHEN f.hour_ends_at <= $6 THEN excluded.hour_ends_at ELSE f.hour_ends_at END,
                 this_day = CASE WHEN f.day_ends_at <= $6 THEN 1 ELSE f.this_day + 1 END,
                 day_ends_at = CASE WHEN f.day_ends_at <= $6 THEN excluded.day_ends_at ELSE f.day_ends_at END,
                 most_an_hour = excluded.most_an_hour,
                 most_a_day = excluded.most_a_day
         )
         INSERT INTO intake.idempotency_keys (key_hash, content_index, ticket_number)
         SELECT $20::bytea, $21::bytea, $2 WHERE $20 IS NOT NULL",
        ticket.submitted_on.to_sqlx(),
        ticket.number.to_string(),
        ticket.id,
        ticket.number.form().to_string(),
        ticket.channel_id,
        ticket.submitted_at.to_sqlx(),
        ticket.answer_due_at.to_sqlx(),
        ticket.region,
        &ticket.hints,
        ticket.nik_index,
        ticket.data_key,
        ticket.content,
        ticket.documents,
        ticket.object_key,
        message.event_id,
        message.exchange,
        message.routing_key,
        message.body,
        message.traceparent,
        key.as_ref().map(|key| key.key_hash.as_slice()),
        key.as_ref().map(|key| key.content_index.as_slice()),
        captcha.as_ref().map(Solved::id),
        captcha.as_ref().map(|solved| solved.expires_at().to_sqlx()),
        ticket.person_index,
        ticket.follows,
        &ticket.counts.subjects,
        &ticket.counts.an_hour,
        &ticket.counts.a_day,
        ticket.notice_address.as_deref(),
    )
    .execute(on)
    .await
    .map(drop)
    .map_err(InsertError::from_statement)
}

impl InsertError {
    /// An ERROR of the server aborts the statement. A FATAL one or a lost connection can follow a commit.
    fn from_statement(error: sqlx::Error) -> Self {
        let aborted = error
            .as_database_error()
            .and_then(|error| error.try_downcast_ref::<PgDatabaseError>())
            .is_some_and(|error| error.severity() == PgSeverity::Error);
        match database::constraint(&error) {
            Some("idempotency_keys_pkey") => Self::KeyTaken,
            Some("spent_captchas_pkey" | "spent_captchas_once") => Self::CaptchaSpent,
            Some("filings_within_limits") => Self::TooManyFiled,
            // Each partition has its own: tickets_2026_11_pkey.
            Some(name) if name.starts_with("tickets_") && name.ends_with("_pkey") => Self::NumberTaken,
            // The one other unique index of tickets, in each partition under a name that PostgreSQL makes.
            Some(name) if name.starts_with("tickets_") => Self::TurnTaken,
            _ if aborted => Self::NotWritten(error),
            _ => Self::Unknown(error),
        }
    }
}

/// When a ticket was submitted and when its answer is due.
pub(crate) async fn times(
    on: impl PgExecutor<'_>,
    number: TicketNumber,
) -> Result<Option<(Timestamp, Timestamp)>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT submitted_at, answer_due_at FROM intake.tickets WHERE submitted_on = $1 AND number = $2",
        number.day().to_sqlx(),
        number.to_string(),
    )
    .fetch_optional(on)
    .await?;
    Ok(row.map(|row| (row.submitted_at.to_jiff(), row.answer_due_at.to_jiff())))
}

/// Which of these objects belong to a ticket of that day.
pub(crate) async fn objects_in_use(on: impl PgExecutor<'_>, day: Date, ids: &[Uuid]) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT id FROM intake.tickets WHERE submitted_on = $1 AND id = ANY($2) AND object_key IS NOT NULL",
        day.to_sqlx(),
        ids,
    )
    .fetch_all(on)
    .await
}
