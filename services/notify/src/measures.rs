//! What the sender counts. Nothing here tells to whom a letter went.

use std::time::Duration;

use messages::LetterKind;

use crate::channels::ChannelKind;
use crate::store::Outcome;

/// Letters by `kind`, and by what became of them.
const SETTLED: &str = "notify_letters_settled_total";
/// Attempts at a server, by `channel` and `answer`.
const ATTEMPTS: &str = "notify_attempts_total";
/// How long a server took, by `channel`.
const TOOK: &str = "notify_attempt_seconds";
/// Letters that wait, and the age of the oldest.
const WAITING: &str = "notify_letters_waiting";
const OLDEST: &str = "notify_oldest_letter_age_seconds";

/// Says what the measures mean.
pub(crate) fn describe() {
    metrics::describe_counter!(SETTLED, "Letters by kind, and by what became of them");
    metrics::describe_counter!(ATTEMPTS, "Attempts at a mail server or gateway, by channel and answer");
    metrics::describe_histogram!(TOOK, metrics::Unit::Seconds, "How long a mail server or gateway took for a letter");
    metrics::describe_gauge!(WAITING, "Letters that are not settled, up to 100,000");
    metrics::describe_gauge!(OLDEST, metrics::Unit::Seconds, "Age of the oldest letter that is not settled");
}

/// Counts a letter that is settled.
pub(crate) fn settled(kind: LetterKind, outcome: Outcome) {
    metrics::counter!(SETTLED, "kind" => kind.as_str(), "outcome" => outcome.as_str()).increment(1);
}

/// Counts an attempt, whose answer is a short code.
pub(crate) fn attempt(channel: ChannelKind, answer: &'static str, took: Duration) {
    metrics::counter!(ATTEMPTS, "channel" => channel.as_str(), "answer" => answer).increment(1);
    metrics::histogram!(TOOK, "channel" => channel.as_str()).record(took);
}

/// Records how many letters wait, and how old the oldest is.
pub(crate) fn waiting(count: i64, oldest: Duration) {
    #[expect(clippy::cast_precision_loss, reason = "a gauge is a float, and exact up to 2^52 letters")]
    metrics::gauge!(WAITING).set(count as f64);
    metrics::gauge!(OLDEST).set(oldest.as_secs_f64());
}
