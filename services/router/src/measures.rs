//! What the router counts. It counts each submission once, however often its message came.

use jiff::SignedDuration;

use crate::decision::Decision;

/// Submissions by `desk`, and by whether a `rule` or the `default` decided.
const ROUTED: &str = "router_routed_total";
/// From the acceptance to the recorded dispatch.
const UNTIL_ROUTED: &str = "router_submission_to_routed_seconds";

/// Says what the measures mean.
pub(crate) fn describe() {
    metrics::describe_counter!(ROUTED, "Submissions sent to a desk, by desk and by what decided");
    metrics::describe_histogram!(UNTIL_ROUTED, metrics::Unit::Seconds, "From the submission to its desk's queue");
}

/// Counts one submission that reached its desk's queue so long after its acceptance.
pub(crate) fn routed(Decision { desk, reason }: Decision, after: SignedDuration) {
    metrics::counter!(ROUTED, "desk" => desk.as_str(), "decided_by" => reason.as_str()).increment(1);
    metrics::histogram!(UNTIL_ROUTED).record(after.as_secs_f64());
}
