//! What the pools measure, for readers of `/metrics`. `pool` is the service that a pool is of.

use std::time::Duration;

/// Connections of a pool, by whether a request has them.
const CONNECTIONS: &str = "database_pool_connections";
/// How long a request waited for a connection.
const ACQUIRE: &str = "database_pool_acquire_seconds";
/// Requests that found no free connection in time.
const TIMEOUTS: &str = "database_pool_acquire_timeouts_total";
/// How far the server's clock is ahead of ours.
const CLOCK: &str = "database_clock_offset_seconds";
/// Queries without an answer.
const UNANSWERED: &str = "database_unanswered_total";

/// Says what they mean, and lets the counters of this pool begin at zero.
pub(crate) fn describe(pool: &'static str) {
    metrics::describe_gauge!(CONNECTIONS, "Connections of the pool: used by a request, or idle");
    metrics::describe_histogram!(ACQUIRE, metrics::Unit::Seconds, "How long a request waited for a connection");
    metrics::describe_counter!(TIMEOUTS, "Requests that found no free connection within two seconds");
    metrics::describe_gauge!(CLOCK, metrics::Unit::Seconds, "How far the database's clock is ahead of this machine's");
    metrics::describe_counter!(UNANSWERED, "Queries that got no answer in time");
    metrics::counter!(TIMEOUTS, "pool" => pool).increment(0);
    metrics::counter!(UNANSWERED).increment(0);
    connections(pool, 0, 0);
}

/// The pool has so many connections, of which so many are idle.
pub(crate) fn connections(pool: &'static str, all: u32, idle: u32) {
    metrics::gauge!(CONNECTIONS, "pool" => pool, "state" => "idle").set(idle);
    metrics::gauge!(CONNECTIONS, "pool" => pool, "state" => "used").set(all.saturating_sub(idle));
}

/// A request got its connection after so long.
pub(crate) fn acquired(pool: &'static str, after: Duration) {
    metrics::histogram!(ACQUIRE, "pool" => pool).record(after);
}

/// A request got none in time.
pub(crate) fn timed_out(pool: &'static str) {
    metrics::counter!(TIMEOUTS, "pool" => pool).increment(1);
}

/// The server's clock is so many seconds ahead of this machine's.
pub(crate) fn clock_offset(pool: &'static str, seconds: f64) {
    metrics::gauge!(CLOCK, "pool" => pool).set(seconds);
}

/// A query got no answer.
pub(crate) fn unanswered() {
    metrics::counter!(UNANSWERED).increment(1);
}
