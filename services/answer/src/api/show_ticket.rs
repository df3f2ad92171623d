//! `GET /api/v1/tickets/{number}`

use std::collections::BTreeMap;

use axum::Json;
use axum::response::{IntoResponse, Response};
use desk::store::actors::Names;
use desk::store::cases::Case;
use desk::store::timeline::Step;
use desk::{Caller, OpenAnswer, OpenQuestion, OpenTicket, OpenTransfer};
use documents::StoredDocument;
use domain::{Content, Field, Hint, Stage, TicketNumber};
use http::{HeaderValue, header};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use web::{Path, Problem};

use super::path;
use super::ticket_summary::TicketSummary;
use crate::State;
use crate::problems::Error;

/// A ticket with all that the applicant wrote and all that happened to it. Personal data: not to be cached, stored or
/// logged.
#[derive(Serialize, ToSchema)]
pub(super) struct TicketContent {
    #[serde(flatten)]
    summary: TicketSummary,
    /// What the applicant filled in, in the form's order.
    fields: Vec<FieldContent>,
    /// Remarks that help with judging the ticket; none is an error of the applicant.
    hints: Vec<HintContent>,
    /// The documents that came with it.
    documents: Vec<DocumentContent>,
    /// Its way so far, oldest first.
    timeline: Vec<TimelineEntry>,
    /// Answers, newest first.
    answers: Vec<AnswerContent>,
    /// What the applicant wrote after the first answer; absent for nothing. The next answer is due two workdays later.
    #[serde(skip_serializing_if = "Option::is_none")]
    follow_up: Option<FollowUpContent>,
    /// What officers asked the applicant before the ticket came here, oldest first; absent for nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    questions: Vec<QuestionContent>,
    /// Hand-overs between desks, oldest first.
    transfers: Vec<TransferContent>,
}

/// What an officer asked the applicant, and the reply.
#[derive(Serialize, ToSchema)]
struct QuestionContent {
    /// In the officer's words.
    text: String,
    /// When.
    #[schema(value_type = String, format = "date-time")]
    asked_at: Timestamp,
    /// Until when the ticket waited for the reply.
    #[schema(value_type = String, format = "date-time")]
    due_at: Timestamp,
    /// What the applicant replied; absent for nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    reply: Option<FollowUpContent>,
}

impl From<OpenQuestion> for QuestionContent {
    fn from(asked: OpenQuestion) -> Self {
        let OpenQuestion { text, asked_at, due_at, reply, .. } = asked;
        Self { text, asked_at, due_at, reply: reply.map(|said| FollowUpContent { text: said.text, at: said.at }) }
    }
}

/// One filled-in field.
#[derive(Serialize, ToSchema)]
struct FieldContent {
    /// The field's name.
    #[schema(example = "full_name")]
    name: &'static str,
    /// The field as people call it.
    #[schema(example = "Nama Lengkap")]
    label: &'static str,
    /// What was filled in.
    value: String,
}

/// One remark.
#[derive(Serialize, ToSchema)]
struct HintContent {
    /// The remark's code.
    #[schema(example = "nik_birth_date_differs")]
    code: String,
    /// The remark in a sentence.
    message: &'static str,
}

/// One document.
#[derive(Serialize, ToSchema)]
struct DocumentContent {
    /// What it is.
    #[schema(value_type = web::described::DocumentKind)]
    kind: &'static str,
    /// What people call it.
    label: &'static str,
    /// `image/jpeg` or `application/pdf`.
    media_type: &'static str,
    /// Bytes.
    size: u64,
    /// Where to get it.
    #[schema(example = "/api/v1/tickets/662026112100001/documents/ktp")]
    url: String,
}

/// One change of stage.
#[derive(Serialize, ToSchema)]
struct TimelineEntry {
    /// The stage reached.
    #[schema(value_type = web::described::Stage)]
    stage: &'static str,
    /// The stage as people call it.
    #[schema(example = "Diterima")]
    label: &'static str,
    /// Where; absent for the submission.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<web::described::Desk>)]
    desk: Option<&'static str>,
    /// When.
    at: Timestamp,
}

/// One answer.
#[derive(Serialize, ToSchema)]
struct AnswerContent {
    /// 1 for the answer, 2 and on for corrections and for the answer to what the applicant wrote once more.
    revision: i32,
    /// What was answered.
    text: String,
    /// Which desk answered.
    #[schema(value_type = web::described::Desk)]
    desk: &'static str,
    /// The officer or agency that answered; absent for guidance that is given by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    /// When.
    answered_at: Timestamp,
}

/// What the applicant wrote after the first answer.
#[derive(Serialize, ToSchema)]
struct FollowUpContent {
    /// In their words.
    text: String,
    /// When.
    at: Timestamp,
}

/// One hand-over.
#[derive(Serialize, ToSchema)]
struct TransferContent {
    /// From this desk.
    #[schema(value_type = web::described::Desk)]
    from_desk: &'static str,
    /// To this desk.
    #[schema(value_type = web::described::Desk)]
    to_desk: &'static str,
    /// Why.
    reason: String,
    /// The officer or agency that handed it over.
    by: String,
    /// When.
    transferred_at: Timestamp,
}

/// A ticket's content
///
/// Every call leaves an entry in the audit log.
#[utoipa::path(
    get, path = "/api/v1/tickets/{number}", tag = "desks", security(("desk_token" = [])),
    params(("number" = inline(web::described::TypedTicketNumber), Path, description = "The ticket number", example = "662026112100001")),
    responses(
        (status = 200, description = "The content; not to be stored", body = TicketContent),
        (status = 401, description = "No valid token", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such ticket, or not for this token",
            body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "The ticket's data was erased",
            body = Problem, content_type = "application/problem+json"),
        (status = 423, description = "The operator restricted the ticket while a dispute lasts",
            body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn show_ticket(state: State, caller: Caller, Path(number): Path<String>) -> Result<Response, Error> {
    let ticket = desk::open(&state.desks, &caller, path::number(&number)?).await?;
    let content = TicketContent::new(ticket, &caller, state.desks.now());
    Ok(([(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))], Json(content)).into_response())
}

impl TicketContent {
    pub(super) fn new(ticket: OpenTicket, caller: &Caller, now: Timestamp) -> Self {
        let case = ticket.case;
        Self {
            summary: TicketSummary::new(&case, caller, &ticket.people, now),
            fields: fields(&ticket.content),
            hints: ticket.hints.into_iter().map(hint).collect(),
            documents: ticket.documents.iter().map(|document| DocumentContent::new(case.number, document)).collect(),
            timeline: timeline(&case, &ticket.timeline),
            answers: ticket.answers.into_iter().map(|answer| AnswerContent::new(answer, &ticket.people)).collect(),
            follow_up: ticket.follow_up.map(|said| FollowUpContent { text: said.text, at: said.at }),
            questions: ticket.questions.into_iter().map(QuestionContent::from).collect(),
            transfers: ticket
                .transfers
                .into_iter()
                .map(|transfer| TransferContent::new(transfer, &ticket.people))
                .collect(),
        }
    }
}

/// What was filled in, in the form's order and with its labels.
fn fields(content: &Content) -> Vec<FieldContent> {
    let mut values: BTreeMap<Field, String> =
        content.values().map(|(field, value)| (field, value.into_owned())).collect();
    content
        .form()
        .fields
        .iter()
        .filter_map(|spec| {
            Some(FieldContent { name: spec.field.as_str(), label: spec.label, value: values.remove(&spec.field)? })
        })
        .collect()
}

fn hint(code: String) -> HintContent {
    let message = code.parse::<Hint>().map_or("", Hint::label);
    HintContent { code, message }
}

/// The whole way: the submission, then every stage at the desks.
fn timeline(case: &Case, steps: &[Step]) -> Vec<TimelineEntry> {
    let submitted = TimelineEntry {
        stage: Stage::Submitted.as_str(),
        label: Stage::Submitted.label(),
        desk: None,
        at: case.submitted_at,
    };
    let at_desks = steps.iter().map(|step| TimelineEntry {
        stage: step.stage.as_str(),
        label: step.stage.label(),
        desk: Some(step.desk.as_str()),
        at: step.at,
    });
    std::iter::once(submitted).chain(at_desks).collect()
}

impl DocumentContent {
    fn new(number: TicketNumber, document: &StoredDocument) -> Self {
        let kind = document.kind.as_str();
        Self {
            kind,
            label: document.kind.label(),
            media_type: document.media_type.as_str(),
            size: document.size(),
            url: format!("/api/v1/tickets/{number}/documents/{kind}"),
        }
    }
}

impl AnswerContent {
    fn new(answer: OpenAnswer, people: &Names) -> Self {
        Self {
            revision: answer.revision,
            text: answer.text,
            desk: answer.desk.as_str(),
            by: answer.answered_by.map(|id| people.of(id).to_owned()),
            answered_at: answer.answered_at,
        }
    }
}

impl TransferContent {
    fn new(transfer: OpenTransfer, people: &Names) -> Self {
        Self {
            from_desk: transfer.from.as_str(),
            to_desk: transfer.to.as_str(),
            reason: transfer.reason,
            by: people.of(transfer.by).to_owned(),
            transferred_at: transfer.at,
        }
    }
}
