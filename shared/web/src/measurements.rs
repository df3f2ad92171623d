//! What this crate's metrics mean, for readers of `/metrics`. Those whose first event counts begin at zero.

/// Requests that a limit refused, by `limit`.
const LIMITED: &str = "http_server_requests_limited_total";
/// Bearer tokens that were looked at, by `kind` and `outcome`.
const TOKENS: &str = "token_checks_total";
/// Bearer tokens that were accepted although the database was away.
const STALE: &str = "token_cache_served_stale_total";

/// Newcomers at entrances with a waiting room, by `outcome`.
const ARRIVALS: &str = "waiting_room_arrivals_total";

/// What became of a bearer token.
#[derive(Clone, Copy, Debug)]
pub(crate) enum TokenCheck {
    /// It has an owner.
    Known,
    /// Nobody has it.
    Unknown,
    /// The database is away, and this process does not remember it.
    Unavailable,
}

impl TokenCheck {
    const ALL: [Self; 3] = [Self::Known, Self::Unknown, Self::Unavailable];

    fn as_str(self) -> &'static str {
        match self {
            Self::Known => "known",
            Self::Unknown => "unknown",
            Self::Unavailable => "unavailable",
        }
    }
}

/// A limit begins its life.
pub(crate) fn limit_begins(limit: &'static str) {
    metrics::describe_counter!(LIMITED, "Requests refused by a rate limit of this process");
    metrics::counter!(LIMITED, "limit" => limit).increment(0);
}

/// A limit refused a request.
pub(crate) fn limited(limit: &'static str) {
    metrics::counter!(LIMITED, "limit" => limit).increment(1);
}

/// A cache of tokens of this kind begins its life.
pub(crate) fn tokens_begin(kind: &'static str) {
    metrics::describe_counter!(TOKENS, "Bearer tokens that were looked at, by kind and by whether somebody has them");
    metrics::describe_counter!(STALE, "Bearer tokens accepted from memory because the database was away");
    for outcome in TokenCheck::ALL {
        metrics::counter!(TOKENS, "kind" => kind, "outcome" => outcome.as_str()).increment(0);
    }
    metrics::counter!(STALE).increment(0);
}

/// A token was looked at.
pub(crate) fn token_checked(kind: &'static str, outcome: TokenCheck) {
    metrics::counter!(TOKENS, "kind" => kind, "outcome" => outcome.as_str()).increment(1);
}

/// A token was accepted from memory.
pub(crate) fn token_served_stale() {
    metrics::counter!(STALE).increment(1);
}

/// A waiting room opens.
pub(crate) fn waiting_room_begins() {
    metrics::describe_counter!(
        ARRIVALS,
        "Newcomers at entrances with a waiting room: entered, given a turn, or told to come back"
    );
    for outcome in ["entered", "waits", "full"] {
        metrics::counter!(ARRIVALS, "outcome" => outcome).increment(0);
    }
}

/// A newcomer came to an entrance.
pub(crate) fn arrived(outcome: &'static str) {
    metrics::counter!(ARRIVALS, "outcome" => outcome).increment(1);
}

/// Describes them all. Each service of a process may call it.
pub(crate) fn describe() {
    metrics::describe_histogram!(
        "http_server_request_duration_seconds",
        "Time from a request's head to its answer's head, by matched route; status 499: the caller left"
    );
    metrics::describe_gauge!("http_server_active_requests", "Requests being answered");
    metrics::describe_counter!("http_server_panics_total", "Requests that ended in a panic");
    metrics::describe_counter!(
        "http_server_bodies_cut_off_total",
        "Bodies that came too slowly, or whose place went to somebody else"
    );
    metrics::counter!("http_server_panics_total").increment(0);
}
