//! The numbers of the work on cases for Prometheus, each named in one place.

use domain::{Desk, Stage};
use jiff::Timestamp;

/// Cases that reached a stage at a desk.
const TRANSITIONS: &str = "desk_case_transitions_total";
/// Answers, first ones and corrections, by who gave them.
const ANSWERS: &str = "desk_answers_total";
/// Tickets taken by officers.
const CLAIMS: &str = "desk_claims_total";
/// Questions to applicants.
const QUESTIONS: &str = "desk_questions_total";
/// From the submission until its first desk received it.
const UNTIL_RECEIVED: &str = "desk_submission_to_received_seconds";
/// From the submission until its first answer, which people give within hours.
const UNTIL_ANSWERED: &str = "desk_submission_to_answer_hours";

/// Documents that somebody asked for and that the store has lost.
const DOCUMENTS_LOST: &str = "desk_documents_lost_total";
/// Stored documents that were looked at as samples.
const DOCUMENT_SAMPLES: &str = "desk_document_samples_total";

/// Sealed data that did not open as it was sealed.
const DAMAGED: &str = "desk_damaged_data_total";

const SECONDS_PER_HOUR: f64 = 3600.0;

/// Who gave an answer.
#[derive(Clone, Copy, Debug)]
pub enum Answerer {
    /// An officer, in the console.
    Officer,
    /// A partner agency, or an officer's tool with a token.
    Agency,
    /// The guidance responder.
    Guidance,
}

impl Answerer {
    fn label(self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::Agency => "agency",
            Self::Guidance => "guidance",
        }
    }
}

/// Says what the numbers mean, once at start.
pub fn describe() {
    metrics::describe_counter!(TRANSITIONS, "Cases that reached a stage at a desk");
    metrics::describe_counter!(ANSWERS, "Answers and corrections given");
    metrics::describe_counter!(CLAIMS, "Tickets taken by officers");
    metrics::describe_counter!(QUESTIONS, "Questions to applicants, and how tickets came back from them");
    metrics::describe_counter!(DAMAGED, "Sealed data that did not open as it was sealed");
    metrics::describe_counter!(DOCUMENTS_LOST, "Documents that were asked for and are missing or damaged in the store");
    metrics::describe_counter!(DOCUMENT_SAMPLES, "Stored documents that were looked at as samples, and how they were");
    for how in ["missing", "damaged"] {
        metrics::counter!(DOCUMENTS_LOST, "how" => how).increment(0);
        metrics::counter!(DOCUMENT_SAMPLES, "outcome" => how).increment(0);
    }
    metrics::describe_histogram!(UNTIL_RECEIVED, metrics::Unit::Seconds, "From the submission to the desk");
    metrics::describe_histogram!(UNTIL_ANSWERED, "Hours from the submission to its first answer");
}

/// A case reached `stage` at `desk`.
pub fn reached(desk: Desk, stage: Stage) {
    metrics::counter!(TRANSITIONS, "desk" => desk.as_str(), "stage" => stage.as_str()).increment(1);
}

/// A submission reached its first desk.
pub fn first_received(desk: Desk, submitted_at: Timestamp, now: Timestamp) {
    metrics::histogram!(UNTIL_RECEIVED, "desk" => desk.as_str()).record(seconds(submitted_at, now));
}

/// An officer took a ticket.
pub fn claimed(desk: Desk) {
    metrics::counter!(CLAIMS, "desk" => desk.as_str()).increment(1);
}

/// An applicant was asked something.
pub fn asked(desk: Desk) {
    metrics::counter!(QUESTIONS, "desk" => desk.as_str(), "what" => "asked").increment(1);
}

/// A ticket came back from its applicant: `replied` or `expired`.
pub fn returned(desk: Desk, how: &'static str) {
    metrics::counter!(QUESTIONS, "desk" => desk.as_str(), "what" => how).increment(1);
}

/// A submission was answered for the first time.
pub fn first_answered(desk: Desk, by: Answerer, submitted_at: Timestamp, now: Timestamp) {
    metrics::counter!(ANSWERS, "desk" => desk.as_str(), "by" => by.label()).increment(1);
    metrics::histogram!(UNTIL_ANSWERED, "desk" => desk.as_str()).record(seconds(submitted_at, now) / SECONDS_PER_HOUR);
    reached(desk, Stage::Answered);
}

/// An answer was corrected.
pub fn corrected(desk: Desk, by: Answerer) {
    metrics::counter!(ANSWERS, "desk" => desk.as_str(), "by" => by.label()).increment(1);
}

/// What an applicant wrote once more was answered.
pub fn followed_up(desk: Desk, by: Answerer) {
    corrected(desk, by);
    reached(desk, Stage::Answered);
}

/// Something sealed did not open.
pub fn damaged(what: &'static str) {
    metrics::counter!(DAMAGED, "what" => what).increment(1);
}

/// Somebody asked for a document that the store has lost.
pub fn document_lost(how: &'static str) {
    metrics::counter!(DOCUMENTS_LOST, "how" => how).increment(1);
}

/// A stored document was looked at: `sound`, `missing` or `damaged`.
pub fn document_sampled(outcome: &'static str) {
    metrics::counter!(DOCUMENT_SAMPLES, "outcome" => outcome).increment(1);
}

/// Clocks of two machines may differ a little: never less than nothing.
fn seconds(from: Timestamp, to: Timestamp) -> f64 {
    to.duration_since(from).as_secs_f64().max(0.0)
}
