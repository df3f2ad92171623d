//! The metrics of drawing.

use std::time::Duration;

use crate::NotDrawn;

/// Drawings by outcome.
const DRAWINGS: &str = "page_drawings_total";
/// Seconds from the start of a drawing process to its end.
const DURATION: &str = "page_drawing_seconds";

/// Describes the metrics, once at start.
pub(crate) fn describe() {
    metrics::describe_counter!(DRAWINGS, "Pages of PDFs drawn or counted, by what came of it");
    metrics::describe_histogram!(DURATION, metrics::Unit::Seconds, "How long the process of one drawing lived");
}

/// Counts a finished drawing.
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

/// Records how long a drawing process lived.
pub(crate) fn took(duration: Duration) {
    metrics::histogram!(DURATION).record(duration.as_secs_f64());
}
