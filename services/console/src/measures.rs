//! The numbers that this service gives to Prometheus, each named in one place. [`desk::measures`] has those of the work
//! on cases.

use domain::{Desk, Stage};
use http::StatusCode;
use jiff::{SignedDuration, Timestamp};

/// Entries of the audit log that wait for their place in the chain.
const AUDIT_UNSEALED: &str = "console_audit_unsealed_entries";

/// Requests of officers that were refused for want of a right, by route and status.
const REFUSED: &str = "console_refused_accesses_total";

/// When the end of the audit log's chain was last written to the log.
const ANCHOR: &str = "audit_last_anchor_timestamp_seconds";

/// Tickets that wait for a desk, by `desk` and `stage`.
const OPEN: &str = "desk_open_tickets";
/// Those of them whose answer is late, by `desk`.
const OVERDUE: &str = "desk_overdue_tickets";
/// Age of the one whose answer is due first, by `desk`.
const OLDEST: &str = "desk_oldest_open_seconds";

/// Says what the numbers mean, once at start.
pub(crate) fn describe() {
    desk::measures::describe();
    metrics::describe_gauge!(AUDIT_UNSEALED, "Entries of the audit log that are not in the chain yet, up to 10,000");
    metrics::describe_gauge!(ANCHOR, "When this process last wrote the end of the audit log's chain to the log, or 0");
    metrics::gauge!(ANCHOR).set(0.0);
    metrics::describe_gauge!(OPEN, "Tickets that wait for the desk; what waits for its applicant is not among them");
    metrics::describe_gauge!(OVERDUE, "Those of them whose answer is late");
    metrics::describe_gauge!(OLDEST, "Age of the open ticket whose answer is due first; 0 when none is open");
    metrics::describe_counter!(REFUSED, "Requests of signed-in officers that were refused for want of a right");
}

/// An officer asked for what is not theirs.
pub(crate) fn refused(route: &str, status: StatusCode) {
    metrics::counter!(REFUSED, "route" => route.to_owned(), "status" => status.as_u16().to_string()).increment(1);
}

/// So many entries of the audit log wait.
pub(crate) fn audit_unsealed(entries: i64) {
    metrics::gauge!(AUDIT_UNSEALED).set(i32::try_from(entries).unwrap_or(i32::MAX));
}

/// The end of the chain was written to the log.
pub(crate) fn anchored(now: Timestamp) {
    #[expect(clippy::cast_precision_loss, reason = "a gauge is a float, and exact up to 2^52 seconds")]
    metrics::gauge!(ANCHOR).set(now.as_second() as f64);
}

/// So many tickets wait for the desk at this stage.
pub(crate) fn open(desk: Desk, stage: Stage, tickets: i64) {
    metrics::gauge!(OPEN, "desk" => desk.as_str(), "stage" => stage.as_str()).set(gauge(tickets));
}

/// So many of them are late, and the one that is due first is so old.
pub(crate) fn overdue(desk: Desk, tickets: i64, oldest: Option<SignedDuration>) {
    metrics::gauge!(OVERDUE, "desk" => desk.as_str()).set(gauge(tickets));
    metrics::gauge!(OLDEST, "desk" => desk.as_str()).set(oldest.map_or(0.0, |age| age.as_secs_f64().max(0.0)));
}

fn gauge(count: i64) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
