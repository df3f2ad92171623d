//! The numbers that this service gives to Prometheus, each named in one place.

use domain::{Desk, Stage};
use jiff::Timestamp;
use messages::topology;
use queue::Outcome;

/// Cases that reached a stage at a desk.
const TRANSITIONS: &str = "answer_case_transitions_total";
/// Answers, first ones and corrections, by who gave them.
const ANSWERS: &str = "answer_answers_total";
/// Tickets taken by officers.
const CLAIMS: &str = "answer_claims_total";
/// Reports of partner agencies, by agency and by what became of them.
const REPORTS: &str = "answer_agency_reports_total";
/// From the submission until its first desk received it.
const UNTIL_RECEIVED: &str = "answer_submission_to_received_seconds";
/// From the submission until its first answer, which people give within hours.
const UNTIL_ANSWERED: &str = "answer_submission_to_answer_hours";

/// Tickets that have not come to the desk that they were sent to.
const UNRECEIVED: &str = "answer_unreceived_tickets";
/// Tickets that an agency has and has not answered for a day.
const UNANSWERED: &str = "answer_agency_unanswered_tickets";
/// Tickets that were sent to their desk again.
const SENT_AGAIN: &str = "answer_tickets_sent_again_total";

/// Documents that somebody asked for and that the store has lost.
const DOCUMENTS_LOST: &str = "answer_documents_lost_total";
/// Stored documents that were looked at as samples.
const DOCUMENT_SAMPLES: &str = "answer_document_samples_total";

/// Entries of the audit log that wait for their place in the chain.
const AUDIT_UNSEALED: &str = "answer_audit_unsealed_entries";

/// Requests of officers that were refused for want of a right, by route and status.
const REFUSED: &str = "answer_refused_accesses_total";

/// Sealed data that did not open as it was sealed.
const DAMAGED: &str = "answer_damaged_data_total";

const SECONDS_PER_HOUR: f64 = 3600.0;

/// Who gave an answer.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Answerer {
    /// A person, through a token.
    Officer,
    /// The guidance responder.
    Guidance,
}

impl Answerer {
    fn label(self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::Guidance => "guidance",
        }
    }
}

/// Says what the numbers mean, once at start.
pub(crate) fn describe() {
    metrics::describe_counter!(TRANSITIONS, "Cases that reached a stage at a desk");
    metrics::describe_counter!(ANSWERS, "Answers and corrections given");
    metrics::describe_counter!(CLAIMS, "Tickets taken by officers");
    metrics::describe_gauge!(AUDIT_UNSEALED, "Entries of the audit log that are not in the chain yet, up to 10,000");
    metrics::describe_counter!(REFUSED, "Requests of signed-in officers that were refused for want of a right");
    metrics::describe_counter!(DAMAGED, "Sealed data that did not open as it was sealed");
    metrics::describe_gauge!(
        UNRECEIVED,
        "Tickets that were sent to a desk and have not come there after minutes, up to 100,000"
    );
    metrics::describe_gauge!(
        UNANSWERED,
        "Tickets that an agency has and has not answered a day after they were filed, up to 100,000"
    );
    metrics::describe_counter!(SENT_AGAIN, "Tickets that were sent to their desk again");
    metrics::describe_counter!(DOCUMENTS_LOST, "Documents that were asked for and are missing or damaged in the store");
    metrics::describe_counter!(DOCUMENT_SAMPLES, "Stored documents that were looked at as samples, and how they were");
    for how in ["missing", "damaged"] {
        metrics::counter!(DOCUMENTS_LOST, "how" => how).increment(0);
        metrics::counter!(DOCUMENT_SAMPLES, "outcome" => how).increment(0);
    }
    metrics::describe_counter!(REPORTS, "Reports of partner agencies");
    metrics::describe_histogram!(UNTIL_RECEIVED, metrics::Unit::Seconds, "From the submission to the desk");
    metrics::describe_histogram!(UNTIL_ANSWERED, "Hours from the submission to its first answer");
}

/// A case reached `stage` at `desk`.
pub(crate) fn reached(desk: Desk, stage: Stage) {
    metrics::counter!(TRANSITIONS, "desk" => desk.as_str(), "stage" => stage.as_str()).increment(1);
}

/// A submission reached its first desk.
pub(crate) fn first_received(desk: Desk, submitted_at: Timestamp, now: Timestamp) {
    metrics::histogram!(UNTIL_RECEIVED, "desk" => desk.as_str()).record(seconds(submitted_at, now));
}

/// An officer took a ticket.
pub(crate) fn claimed(desk: Desk) {
    metrics::counter!(CLAIMS, "desk" => desk.as_str()).increment(1);
}

/// A submission was answered for the first time.
pub(crate) fn first_answered(desk: Desk, by: Answerer, submitted_at: Timestamp, now: Timestamp) {
    metrics::counter!(ANSWERS, "desk" => desk.as_str(), "by" => by.label()).increment(1);
    metrics::histogram!(UNTIL_ANSWERED, "desk" => desk.as_str()).record(seconds(submitted_at, now) / SECONDS_PER_HOUR);
    reached(desk, Stage::Answered);
}

/// An answer was corrected.
pub(crate) fn corrected(desk: Desk) {
    metrics::counter!(ANSWERS, "desk" => desk.as_str(), "by" => Answerer::Officer.label()).increment(1);
}

/// An officer asked for what is not theirs.
pub(crate) fn refused(route: &str, status: http::StatusCode) {
    metrics::counter!(REFUSED, "route" => route.to_owned(), "status" => status.as_u16().to_string()).increment(1);
}

/// Something sealed did not open.
pub(crate) fn damaged(what: &'static str) {
    metrics::counter!(DAMAGED, "what" => what).increment(1);
}

/// So many entries of the audit log wait.
pub(crate) fn audit_unsealed(entries: i64) {
    metrics::gauge!(AUDIT_UNSEALED).set(i32::try_from(entries).unwrap_or(i32::MAX));
}

/// So many tickets are on their way to the desk since minutes.
pub(crate) fn unreceived(desk: Desk, tickets: i64) {
    metrics::gauge!(UNRECEIVED, "desk" => desk.as_str()).set(i32::try_from(tickets).unwrap_or(i32::MAX));
}

/// Tells how many tickets of a desk an agency has and has not answered for a day.
pub(crate) fn unanswered(desk: Desk, tickets: i64) {
    metrics::gauge!(UNANSWERED, "desk" => desk.as_str()).set(i32::try_from(tickets).unwrap_or(i32::MAX));
}

/// Counts tickets that are sent to their desk again; none makes the counter known.
pub(crate) fn sent_again(desk: Desk, tickets: u64) {
    metrics::counter!(SENT_AGAIN, "desk" => desk.as_str()).increment(tickets);
}

/// Somebody asked for a document that the store has lost.
pub(crate) fn document_lost(how: &'static str) {
    metrics::counter!(DOCUMENTS_LOST, "how" => how).increment(1);
}

/// A stored document was looked at: `sound`, `missing` or `damaged`.
pub(crate) fn document_sampled(outcome: &'static str) {
    metrics::counter!(DOCUMENT_SAMPLES, "outcome" => outcome).increment(1);
}

/// The agency with this RabbitMQ user reported something.
pub(crate) fn reported(user: &str, outcome: &Outcome) {
    let outcome = match outcome {
        Outcome::Done => "done",
        Outcome::Retry(_) | Outcome::Unavailable(_) => "retry",
        Outcome::Park(_) => "park",
        Outcome::Reject(rejection) => rejection.reason,
    };
    let agency = topology::agency_of(user).unwrap_or_default().to_owned();
    metrics::counter!(REPORTS, "agency" => agency, "outcome" => outcome).increment(1);
}

/// Clocks of two machines may differ a little: never less than nothing.
fn seconds(from: Timestamp, to: Timestamp) -> f64 {
    to.duration_since(from).as_secs_f64().max(0.0)
}
