//! What the service counts.

/// Lookups by `outcome`: `found`, or why not.
const LOOKUPS: &str = "status_lookups_total";

/// What applicants said of an answer: `helped` or `not_helped`.
const VERDICTS: &str = "status_verdicts_total";

/// Applicants who wrote once more after an answer.
const FOLLOW_UPS: &str = "status_follow_ups_total";

/// Applicants who replied to a question.
const REPLIES: &str = "status_replies_total";

/// Says what the measures mean.
pub(crate) fn describe() {
    metrics::describe_counter!(LOOKUPS, "Lookups by what was answered");
    metrics::describe_counter!(VERDICTS, "What applicants said of an answer, each change counted");
    metrics::describe_counter!(FOLLOW_UPS, "Applicants who wrote once more after an answer");
    metrics::describe_counter!(REPLIES, "Applicants who replied to a question");
}

/// Counts one lookup.
pub(crate) fn looked_up(outcome: &'static str) {
    metrics::counter!(LOOKUPS, "outcome" => outcome).increment(1);
}

/// Counts what an applicant said of an answer.
pub(crate) fn judged(helped: bool) {
    metrics::counter!(VERDICTS, "verdict" => if helped { "helped" } else { "not_helped" }).increment(1);
}

/// Counts an applicant who wrote once more.
pub(crate) fn followed_up() {
    metrics::counter!(FOLLOW_UPS).increment(1);
}

/// Counts an applicant who replied.
pub(crate) fn replied() {
    metrics::counter!(REPLIES).increment(1);
}
