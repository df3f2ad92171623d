//! The numbers that this service gives to Prometheus, each named in one place. [`desk::measures`] has those of the work
//! on cases.

use domain::Desk;
use jiff::{SignedDuration, Timestamp};
use messages::topology;
use queue::Outcome;

/// Reports of partner agencies, by agency and by what became of them.
const REPORTS: &str = "answer_agency_reports_total";
/// Tickets that have not come to the desk that they were sent to.
const UNRECEIVED: &str = "answer_unreceived_tickets";
/// Tickets that an agency has and has not answered for a day.
const UNANSWERED: &str = "answer_agency_unanswered_tickets";
/// Tickets that were sent to their desk again.
const SENT_AGAIN: &str = "answer_tickets_sent_again_total";

/// Age of the oldest command to accounts without a report.
const ACCOUNT_COMMANDS: &str = "answer_account_commands_oldest_seconds";

/// Messages that wait for an agency in the queues of its desks.
const AGENCY_QUEUES: &str = "agency_queue_messages";

/// When an agency last reported or asked something.
const LAST_SEEN: &str = "agency_last_seen_timestamp_seconds";

/// Says what the numbers mean, once at start.
pub(crate) fn describe() {
    desk::measures::describe();
    metrics::describe_gauge!(
        UNRECEIVED,
        "Tickets that were sent to a desk and have not come there after minutes, up to 100,000"
    );
    metrics::describe_gauge!(
        UNANSWERED,
        "Tickets that an agency has and has not answered a day after they were filed, up to 100,000"
    );
    metrics::describe_gauge!(
        ACCOUNT_COMMANDS,
        "Age of the oldest command to accounts that has no report; 0 when none waits"
    );
    metrics::describe_counter!(SENT_AGAIN, "Tickets that were sent to their desk again");
    metrics::describe_counter!(REPORTS, "Reports of partner agencies");
    metrics::describe_gauge!(
        LAST_SEEN,
        "When this process last got a report of the agency, or a request with its token"
    );
    metrics::describe_gauge!(
        AGENCY_QUEUES,
        "Messages that wait for the agency in the queues of the desks that it serves; NaN: the broker does not tell"
    );
}

/// So many tickets are on their way to the desk since minutes.
pub(crate) fn unreceived(desk: Desk, tickets: i64) {
    metrics::gauge!(UNRECEIVED, "desk" => desk.as_str()).set(i32::try_from(tickets).unwrap_or(i32::MAX));
}

/// Tells how many tickets of a desk an agency has and has not answered for a day.
pub(crate) fn unanswered(desk: Desk, tickets: i64) {
    metrics::gauge!(UNANSWERED, "desk" => desk.as_str()).set(i32::try_from(tickets).unwrap_or(i32::MAX));
}

/// The oldest command to accounts without a report is so old.
pub(crate) fn account_commands_wait(oldest: SignedDuration) {
    metrics::gauge!(ACCOUNT_COMMANDS).set(oldest.as_secs_f64());
}

/// Counts tickets that are sent to their desk again; none makes the counter known.
pub(crate) fn sent_again(desk: Desk, tickets: u64) {
    metrics::counter!(SENT_AGAIN, "desk" => desk.as_str()).increment(tickets);
}

/// The agency with this RabbitMQ user reported something.
pub(crate) fn reported(user: &str, outcome: &Outcome, now: Timestamp) {
    let outcome = match outcome {
        Outcome::Done => "done",
        Outcome::Retry(_) | Outcome::Unavailable(_) => "retry",
        Outcome::Park(_) => "park",
        Outcome::Reject(rejection) => rejection.reason,
    };
    let agency = topology::agency_of(user).unwrap_or_default().to_owned();
    metrics::counter!(REPORTS, "agency" => agency.clone(), "outcome" => outcome).increment(1);
    seen(&agency, now);
}

/// The agency gave a sign of life.
pub(crate) fn seen(agency: &str, now: Timestamp) {
    #[expect(clippy::cast_precision_loss, reason = "a gauge is a float, and exact up to 2^52 seconds")]
    metrics::gauge!(LAST_SEEN, "agency" => agency.to_owned()).set(now.as_second() as f64);
}

/// So many messages wait for the agency; `None` when nobody can tell.
pub(crate) fn agency_queues(agency: &str, messages: Option<u32>) {
    metrics::gauge!(AGENCY_QUEUES, "agency" => agency.to_owned()).set(messages.map_or(f64::NAN, f64::from));
}
