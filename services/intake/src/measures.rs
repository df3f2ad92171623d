//! What this service counts and times. Labels come from the catalogue and from fixed lists, never from requests.

use std::time::Instant;

use domain::Form;

use crate::store::partitions::Prepared;

/// Submissions by form and what became of them.
const SUBMISSIONS: &str = "intake_submissions_total";
/// Bytes of documents that were stored, as sealed.
const DOCUMENT_BYTES: &str = "intake_document_bytes_total";
/// Seconds that each stage of an acceptance took.
const STAGE_SECONDS: &str = "intake_stage_duration_seconds";

/// Accepted tickets without a dispatch after minutes.
const UNROUTED: &str = "intake_unrouted_tickets";
/// Tickets that were sent to the router again.
const SENT_AGAIN: &str = "intake_tickets_sent_again_total";
/// Tickets whose period was over.
const EXPIRED: &str = "intake_tickets_expired_total";

/// Months that have a partition of the tickets.
const MONTHS: &str = "partitions_ready_months";
/// Rows of months that have none.
const STRAY: &str = "partitions_default_rows";

/// Places for submissions that are judged and stored at the same moment.
const PLACES: &str = "intake_places";
/// Those of them that are taken.
const PLACES_IN_USE: &str = "intake_places_in_use";
/// Submissions that found no place.
const NO_PLACE: &str = "intake_places_refused_total";

/// A stage of an acceptance.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Stage {
    /// Fields into domain types.
    Parse,
    /// Looking into documents, waiting for a place included.
    Check,
    /// Putting the object.
    Store,
    /// The one statement.
    Commit,
}

/// What became of a submission.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Outcome {
    /// A new ticket.
    Accepted,
    /// A resend of an accepted one.
    Replayed,
    /// Right, and shown to the person before it is sent.
    Checked,
    /// Wrong in itself: fields, documents, size, syntax or key.
    Refused,
    /// Told to come back later.
    Unavailable,
    /// A defect of ours.
    Failed,
}

/// Describes the metrics to the recorder. Safe to call often.
pub(crate) fn describe() {
    metrics::describe_counter!(SUBMISSIONS, "Submissions by form and what became of them.");
    metrics::describe_counter!(DOCUMENT_BYTES, metrics::Unit::Bytes, "Sealed document bytes that were stored.");
    metrics::describe_gauge!(UNROUTED, "Accepted tickets that have no dispatch after minutes, up to 100,000.");
    metrics::describe_counter!(SENT_AGAIN, "Accepted tickets that were sent to the router again.");
    metrics::describe_counter!(EXPIRED, "Tickets whose period was over, and that were erased.");
    metrics::describe_gauge!(
        MONTHS,
        "Months with a partition of the tickets, this one included, up to the first without"
    );
    metrics::describe_gauge!(STRAY, "Tickets of months without a partition, up to 10,000");
    metrics::describe_gauge!(PLACES, "Places for submissions that are judged and stored at the same moment");
    metrics::describe_gauge!(PLACES_IN_USE, "Those of them that are taken");
    metrics::describe_counter!(NO_PLACE, "Submissions that found no place within half a second");
    metrics::counter!(NO_PLACE).increment(0);
    metrics::describe_histogram!(STAGE_SECONDS, metrics::Unit::Seconds, "Duration of each stage of an acceptance.");
}

/// Counts a submission.
pub(crate) fn count(form: &Form, outcome: Outcome) {
    metrics::counter!(SUBMISSIONS, "form" => form.code.to_string(), "outcome" => outcome.as_str()).increment(1);
}

/// Counts stored bytes.
pub(crate) fn count_document_bytes(bytes: usize) {
    metrics::counter!(DOCUMENT_BYTES).increment(bytes as u64);
}

/// So many accepted tickets have no dispatch.
pub(crate) fn unrouted(tickets: i64) {
    metrics::gauge!(UNROUTED).set(i32::try_from(tickets).unwrap_or(i32::MAX));
}

/// Counts tickets that are sent again; none makes the counter known.
pub(crate) fn sent_again(tickets: usize) {
    metrics::counter!(SENT_AGAIN).increment(tickets as u64);
}

/// Counts tickets that were erased because their period was over; none makes the counter known.
pub(crate) fn expired(tickets: i32) {
    metrics::counter!(EXPIRED).increment(u64::try_from(tickets).unwrap_or_default());
}

/// So far the months are prepared.
pub(crate) fn partitions(prepared: Prepared) {
    metrics::gauge!(MONTHS).set(prepared.months);
    metrics::gauge!(STRAY).set(i32::try_from(prepared.stray).unwrap_or(i32::MAX));
}

/// So many places there are.
pub(crate) fn places(all: usize) {
    metrics::gauge!(PLACES).set(u32::try_from(all).unwrap_or(u32::MAX));
    metrics::gauge!(PLACES_IN_USE).set(0.0);
}

/// A submission took a place.
pub(crate) fn place_taken() {
    metrics::gauge!(PLACES_IN_USE).increment(1.0);
}

/// A submission gave its place back.
pub(crate) fn place_free() {
    metrics::gauge!(PLACES_IN_USE).decrement(1.0);
}

/// A submission found no place.
pub(crate) fn no_place() {
    metrics::counter!(NO_PLACE).increment(1);
}

/// Starts to time a stage.
pub(crate) fn time(stage: Stage) -> Timer {
    Timer { stage, started: Instant::now() }
}

/// A stage under way. Dropped without [`Timer::stop`], it records nothing: the caller left.
#[must_use]
pub(crate) struct Timer {
    stage: Stage,
    started: Instant,
}

impl Timer {
    /// Records the time since the start.
    pub(crate) fn stop(self) {
        metrics::histogram!(STAGE_SECONDS, "stage" => self.stage.as_str()).record(self.started.elapsed());
    }
}

impl Stage {
    fn as_str(self) -> &'static str {
        match self {
            Self::Parse => "parse",
            Self::Check => "check",
            Self::Store => "store",
            Self::Commit => "commit",
        }
    }
}

impl Outcome {
    fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Replayed => "replayed",
            Self::Checked => "checked",
            Self::Refused => "refused",
            Self::Unavailable => "unavailable",
            Self::Failed => "failed",
        }
    }
}
