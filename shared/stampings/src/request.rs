//! Asking for a stamping, and withdrawing it.

use database::{Connection, NewMessage, Outbox, Schema};
use distributor::Place;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use messages::topology::{STAMPING_URGENT_KEY, STAMPING_USUAL_KEY, STAMPINGS};
use messages::{StampingRequested, VERSION};
use runtime::Clock;
use uuid::Uuid;

/// How long a stamping waits for its first message before the worker asks for it again: longer than the broker is away
/// as a rule.
const PATIENCE: SignedDuration = SignedDuration::from_mins(15);
/// Registrations that close within this time come first.
const SOON: SignedDuration = SignedDuration::from_hours(24);

/// A file that is to be stamped. It lies in the bucket already ([`crate::files`]).
#[derive(Clone, Copy, Debug)]
pub struct New<'a> {
    /// Whose data key seals it.
    pub account: Uuid,
    /// Where it belongs. One file of a slot is stamped at a time.
    pub slot: Uuid,
    /// The file. Another file has another id.
    pub upload: Uuid,
    /// Its kind, in the distributor's words: 1 to 60 characters.
    pub document: &'a str,
    /// The day that stands on it.
    pub day: Date,
    /// Where the stamp is put.
    pub place: Place,
    /// Its size in bytes, opened.
    pub size: u64,
    /// When the registration closes.
    pub closes_at: Timestamp,
}

/// Asks for a stamping inside the caller's transaction, whose outbox is that of `schema`. Returns its id; `None` while
/// another file of the slot is not settled. The same file again is the same stamping.
///
/// # Errors
/// When the database is away, or a value is outside the bounds of the table.
pub async fn request(
    on: &mut Connection,
    schema: Schema,
    new: &New<'_>,
    clock: &Clock,
    traceparent: Option<String>,
) -> Result<Option<Uuid>, sqlx::Error> {
    let now = clock.now();
    let job: Option<Uuid> = sqlx::query_scalar!(
        "SELECT stamping.request($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        clock.new_id(),
        new.account,
        new.slot,
        new.upload,
        new.document,
        new.day.to_sqlx(),
        i32::try_from(new.place.page).unwrap_or(i32::MAX),
        &new.place.corners[..],
        i64::try_from(new.size).unwrap_or(i64::MAX),
        now.to_sqlx(),
        new.closes_at.to_sqlx(),
        now.saturating_add(PATIENCE).unwrap_or(Timestamp::MAX).to_sqlx(),
    )
    .fetch_one(&mut *on)
    .await?;
    if let Some(job) = job {
        let message = message(clock.new_id(), job, is_urgent(new.closes_at, now), now, traceparent);
        Outbox::insert(on, schema, &[message]).await?;
    }
    Ok(job)
}

/// Withdraws a stamping for which nothing was bought yet. Returns whether it is withdrawn.
///
/// # Errors
/// When the database is away.
pub async fn withdraw(on: &mut Connection, job: Uuid, account: Uuid, now: Timestamp) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(r#"SELECT stamping.withdraw($1, $2, $3) AS "withdrawn!""#, job, account, now.to_sqlx())
        .fetch_one(on)
        .await
}

/// Whether a registration that closes then comes first.
#[must_use]
pub fn is_urgent(closes_at: Timestamp, now: Timestamp) -> bool {
    closes_at.duration_since(now) < SOON
}

/// The message that asks for a stamping, under an id of its own.
#[must_use]
pub fn message(
    event_id: Uuid,
    job_id: Uuid,
    is_urgent: bool,
    at: Timestamp,
    traceparent: Option<String>,
) -> NewMessage {
    let requested = StampingRequested { version: VERSION, event_id, job_id, at };
    let key = if is_urgent { STAMPING_URGENT_KEY } else { STAMPING_USUAL_KEY };
    // A plain struct of ids and times: turning it into JSON cannot fail.
    let body = serde_json::to_value(&requested).unwrap_or_default();
    NewMessage { event_id, exchange: STAMPINGS, routing_key: key.to_owned(), body, traceparent }
}
