//! What this crate's metrics mean, for readers of `/metrics`.

/// Describes them all. Whoever publishes or consumes starts with a publisher, which calls this; it may be called again.
pub(crate) fn describe() {
    metrics::describe_counter!("messages_published_total", "Messages offered to the broker, by what it said");
    metrics::describe_histogram!("messages_publish_duration_seconds", "Until the broker confirmed a batch");
    metrics::describe_counter!("messages_consumed_total", "Messages taken from a queue, by what became of them");
    metrics::describe_histogram!("messages_handler_duration_seconds", "How long a batch was worked on");
    metrics::describe_gauge!("outbox_backlog_messages", "Messages in the whole outbox, as every process counts them");
    metrics::describe_gauge!("outbox_oldest_age_seconds", "How long the oldest message of the outbox waits");
}
