//! What the worker counts. Nothing here tells whose file it was.

use std::time::Duration;

use messages::StampingRejection;
use stampings::State;

/// Stampings by `state`.
const JOBS: &str = "stamping_jobs";
/// The age of the oldest one that is not settled.
const OLDEST: &str = "stamping_oldest_job_age_seconds";
/// Stampings that came to their end, by `outcome`.
const SETTLED: &str = "stamping_settled_total";
/// Calls of the distributor, by `call` and `outcome`.
const CALLS: &str = "stamping_distributor_calls_total";
/// How long they took, by `call`.
const TOOK: &str = "stamping_distributor_call_seconds";
/// Whether the gate is open.
const GATE: &str = "stamping_gate_open";

/// What the distributor is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Call {
    IsUp,
    ReserveSerial,
    Stamp,
    SerialState,
    StampedFile,
}

impl Call {
    const fn as_str(self) -> &'static str {
        match self {
            Self::IsUp => "is_up",
            Self::ReserveSerial => "reserve_serial",
            Self::Stamp => "stamp",
            Self::SerialState => "serial_state",
            Self::StampedFile => "stamped_file",
        }
    }
}

/// Says what the measures mean.
pub(crate) fn describe() {
    metrics::describe_gauge!(JOBS, "Stampings that are not settled, by state, up to 100,000 each");
    metrics::describe_gauge!(OLDEST, metrics::Unit::Seconds, "Age of the oldest stamping that is not settled");
    metrics::describe_counter!(SETTLED, "Stampings by what became of them");
    metrics::describe_counter!(CALLS, "Calls of the distributor of e-meterai, by call and outcome");
    metrics::describe_histogram!(TOOK, metrics::Unit::Seconds, "How long the distributor of e-meterai took, by call");
    metrics::describe_gauge!(
        GATE,
        "Whether stampings are taken from their queues: 1, or 0 while the distributor is away"
    );
}

/// Counts a call of the distributor, whose outcome is `ok` or the code of a fault.
pub(crate) fn called(call: Call, outcome: &'static str, took: Duration) {
    metrics::counter!(CALLS, "call" => call.as_str(), "outcome" => outcome).increment(1);
    metrics::histogram!(TOOK, "call" => call.as_str()).record(took);
}

/// Counts a stamping that has its e-meterai.
pub(crate) fn attached() {
    metrics::counter!(SETTLED, "outcome" => "attached").increment(1);
}

/// Counts one that gets none.
pub(crate) fn rejected(reason: StampingRejection) {
    metrics::counter!(SETTLED, "outcome" => reason.as_str()).increment(1);
}

/// Records how many stampings of a state there are.
pub(crate) fn jobs(state: State, count: i64) {
    #[expect(clippy::cast_precision_loss, reason = "a gauge is a float, and exact up to 2^52 stampings")]
    metrics::gauge!(JOBS, "state" => state.as_str()).set(count as f64);
}

/// Records the age of the oldest one.
pub(crate) fn oldest(age: Duration) {
    metrics::gauge!(OLDEST).set(age.as_secs_f64());
}

/// Records whether the gate is open.
pub(crate) fn gate(is_open: bool) {
    metrics::gauge!(GATE).set(if is_open { 1.0 } else { 0.0 });
}
