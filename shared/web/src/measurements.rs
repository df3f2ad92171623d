//! What this crate's metrics mean, for readers of `/metrics`.

/// Describes them all. Each service of a process may call it.
pub(crate) fn describe() {
    metrics::describe_histogram!(
        "http_server_request_duration_seconds",
        "Time from a request's head to its answer's head, by matched route; status 499: the caller left"
    );
    metrics::describe_gauge!("http_server_active_requests", "Requests being answered");
    metrics::describe_counter!("http_server_panics_total", "Requests that ended in a panic");
    metrics::describe_counter!(
        "http_server_requests_limited_total",
        "Requests refused by a rate limit of this process"
    );
    metrics::describe_counter!(
        "http_server_bodies_cut_off_total",
        "Bodies that came too slowly, or whose place went to somebody else"
    );
    metrics::describe_counter!(
        "token_cache_served_stale_total",
        "Bearer tokens accepted from memory because the database was away"
    );
    metrics::describe_counter!(
        "waiting_room_arrivals_total",
        "Newcomers at entrances with a waiting room: entered, given a turn, or told to come back"
    );
}
