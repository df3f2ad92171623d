//! The answer to a lookup as JSON.

use domain::Stage;
use domain::catalogue::Form;
use domain::time::wib_text;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::lookup::{Answer, Found};

/// How far a ticket is. Times are RFC 3339 in UTC, and `dd-mm-yyyy hh:mm:ss` in WIB.
#[derive(Serialize, ToSchema)]
pub(super) struct TicketStatus {
    #[schema(value_type = web::described::TicketNumber)]
    ticket_number: String,
    form: FiledForm,
    /// `submitted`, `received`, `processing` or `answered`.
    #[schema(value_type = web::described::Stage)]
    stage: &'static str,
    /// The stage's name on screen.
    #[schema(example = "Diterima")]
    stage_label: &'static str,
    /// What to tell the applicant while there is no answer; `null` when there is one.
    #[schema(example = "Nomor Tiket tersebut belum dijawab!")]
    message: Option<&'static str>,
    /// The stages reached so far, oldest first.
    timeline: Vec<ReachedStage>,
    /// The promised answer: two working days after the submission, or after what the applicant wrote once more.
    #[schema(value_type = String, format = "date-time")]
    answer_due_at: Timestamp,
    /// Until when the ticket waits for its applicant, who replies to a question on the status page; absent while it
    /// does not. The promised answer moves by as long as the ticket waited.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "date-time")]
    waits_for_reply_until: Option<Timestamp>,
    question: Question,
    /// Newest first; a correction stands before what it corrects.
    answers: Vec<GivenAnswer>,
}

/// The form that was filed.
#[derive(Serialize, ToSchema)]
struct FiledForm {
    #[schema(value_type = web::described::FormCode)]
    code: String,
    #[schema(value_type = web::described::Slug)]
    slug: &'static str,
    #[schema(example = "Pengaduan Status Bukan PNS")]
    title: &'static str,
}

/// A stage, and when it was reached.
#[derive(Serialize, ToSchema)]
struct ReachedStage {
    #[schema(value_type = web::described::Stage)]
    stage: &'static str,
    #[schema(example = "Pertanyaan")]
    label: &'static str,
    #[schema(value_type = String, format = "date-time")]
    at: Timestamp,
    #[schema(example = "21-11-2026 09:30:00")]
    at_wib: String,
}

/// What the applicant filed (Aduan Anda).
#[derive(Serialize, ToSchema)]
struct Question {
    #[schema(example = "Pengaduan Status Bukan PNS")]
    title: &'static str,
    /// What the applicant told in their own words; `null` for forms that do not ask for it.
    text: Option<String>,
    #[schema(value_type = String, format = "date-time")]
    asked_at: Timestamp,
    #[schema(example = "21-11-2026 09:30:00")]
    asked_at_wib: String,
}

/// What a desk answered (Jawaban Admin Helpdesk).
#[derive(Serialize, ToSchema)]
struct GivenAnswer {
    text: String,
    #[schema(value_type = String, format = "date-time")]
    answered_at: Timestamp,
    #[schema(example = "22-11-2026 14:05:00")]
    answered_at_wib: String,
}

impl From<Found> for TicketStatus {
    fn from(found: Found) -> Self {
        let text = found.question();
        let waits = found.rests_until();
        Self {
            ticket_number: found.number.to_string(),
            form: FiledForm::from(found.form),
            stage: found.stage.as_str(),
            stage_label: waits.map_or(found.stage.label(), |_until| language::text("status-waits")),
            message: found.answers.is_empty().then_some(language::text("status-not-answered")),
            timeline: found.timeline.into_iter().map(ReachedStage::from).collect(),
            answer_due_at: found.answer_due_at,
            waits_for_reply_until: waits,
            question: Question {
                title: found.form.title,
                text,
                asked_at: found.submitted_at,
                asked_at_wib: wib_text(found.submitted_at),
            },
            answers: found.answers.into_iter().map(GivenAnswer::from).collect(),
        }
    }
}

impl From<&'static Form> for FiledForm {
    fn from(form: &'static Form) -> Self {
        Self { code: form.code.to_string(), slug: form.slug, title: form.title }
    }
}

impl From<(Stage, Timestamp)> for ReachedStage {
    fn from((stage, at): (Stage, Timestamp)) -> Self {
        Self { stage: stage.as_str(), label: stage.label(), at, at_wib: wib_text(at) }
    }
}

impl From<Answer> for GivenAnswer {
    fn from(Answer { text, answered_at, .. }: Answer) -> Self {
        Self { text, answered_at, answered_at_wib: wib_text(answered_at) }
    }
}
