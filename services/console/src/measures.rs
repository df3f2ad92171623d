//! The numbers that this service gives to Prometheus, each named in one place. [`desk::measures`] has those of the work
//! on cases.

use http::StatusCode;

/// Entries of the audit log that wait for their place in the chain.
const AUDIT_UNSEALED: &str = "console_audit_unsealed_entries";

/// Requests of officers that were refused for want of a right, by route and status.
const REFUSED: &str = "console_refused_accesses_total";

/// Says what the numbers mean, once at start.
pub(crate) fn describe() {
    desk::measures::describe();
    metrics::describe_gauge!(AUDIT_UNSEALED, "Entries of the audit log that are not in the chain yet, up to 10,000");
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
