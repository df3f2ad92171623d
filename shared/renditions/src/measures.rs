//! The numbers that drawing gives to Prometheus.

use std::time::Duration;

use crate::NotDrawn;

/// Drawings, by what came of them.
const DRAWINGS: &str = "page_drawings_total";
/// From the start of a drawing's process to its end.
const DURATION: &str = "page_drawing_seconds";

/// Says what the numbers mean, once at start.
pub(crate) fn describe() {
    metrics::describe_counter!(DRAWINGS, "Pages of PDFs drawn or counted, by what came of it");
    metrics::describe_histogram!(DURATION, metrics::Unit::Seconds, "How long the process of one drawing lived");
}

/// A drawing is over.
pub(crate) fn drawn(failure: Option<&NotDrawn>) {
    let outcome = match failure {
        None => "done",
        Some(NotDrawn::NoSuchPage { .. }) => "no_such_page",
        Some(NotDrawn::Broken) => "broken",
        Some(NotDrawn::TooHard) => "too_hard",
        Some(NotDrawn::Busy) => "busy",
        Some(NotDrawn::Failed(_)) => "failed",
    };
    metrics::counter!(DRAWINGS, "outcome" => outcome).increment(1);
}

/// A drawing's process lived so long.
pub(crate) fn took(duration: Duration) {
    metrics::histogram!(DURATION).record(duration.as_secs_f64());
}
