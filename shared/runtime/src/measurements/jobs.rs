//! What the supervisor measures of jobs. All of it is there from a job's start, so that its first failure counts.

use crate::clock::Clock;
use crate::job::Job;

/// Jobs that ended early, by name and reason.
const RESTARTS: &str = "job_restarts_total";
/// When a job that works in rounds last did one without a failure.
const LAST_SUCCESS: &str = "job_last_success_timestamp_seconds";
/// The pause between two rounds.
const PERIOD: &str = "job_period_seconds";

/// Why a job can end early.
pub(crate) const REASONS: [&str; 3] = ["returned", "error", "panic"];

pub(super) fn describe() {
    metrics::describe_counter!(RESTARTS, "Jobs that ended early and were started again");
    metrics::describe_gauge!(
        LAST_SUCCESS,
        "When the task last did a round without a failure; 0 while it has not since the process began"
    );
    metrics::describe_gauge!(PERIOD, metrics::Unit::Seconds, "Pause between two rounds of the task");
}

/// A job is about to run for the first time.
pub(crate) fn job_begins(job: &Job) {
    for reason in REASONS {
        metrics::counter!(RESTARTS, "job" => job.name, "reason" => reason).increment(0);
    }
    if let Some(period) = job.period {
        metrics::gauge!(PERIOD, "task" => job.name).set(period.as_secs_f64());
        metrics::gauge!(LAST_SUCCESS, "task" => job.name).set(0.0);
    }
}

/// A job ended early.
pub(crate) fn job_restarts(name: &'static str, reason: &'static str) {
    metrics::counter!(RESTARTS, "job" => name, "reason" => reason).increment(1);
}

/// A job did a round without a failure.
pub(crate) fn round_succeeded(name: &'static str) {
    #[expect(clippy::cast_precision_loss, reason = "a gauge is a float, and exact up to 2^52 seconds")]
    metrics::gauge!(LAST_SUCCESS, "task" => name).set(Clock::system().now().as_second() as f64);
}
