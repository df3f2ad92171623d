//! A ticket as its applicant sees it on the page. Personal data.

use std::borrow::Cow;

use domain::Stage;
use domain::time::wib_in_words;
use domain::{Field, FieldSpec};
use jiff::Timestamp;
use web::pages::{TextPart, linked};

use crate::lookup::Found;
use crate::store::AttachedDocument;
use crate::texts;

/// The ticket.
pub(super) struct TicketView {
    /// In groups, as on the receipt.
    pub(super) number: Vec<String>,
    pub(super) form_title: &'static str,
    /// The four stages in order.
    pub(super) steps: Vec<StepView>,
    pub(super) answer_due_at: String,
    /// Due and not answered.
    pub(super) overdue: bool,
    pub(super) asked_at: String,
    /// What was filled in, in the order of the form.
    pub(super) fields: Vec<SentField>,
    /// Where the person is told of the answer, masked; empty when nowhere.
    pub(super) told_at: String,
    /// What was attached.
    pub(super) documents: Vec<SentDocument>,
    /// Newest first.
    pub(super) answers: Vec<AnswerView>,
}

/// One stage.
pub(super) struct StepView {
    pub(super) label: &'static str,
    /// When it was reached last, or nothing.
    pub(super) at: String,
    pub(super) reached: bool,
    pub(super) current: bool,
}

/// One field as it was sent; card numbers but for their last digits.
pub(super) struct SentField {
    pub(super) label: &'static str,
    pub(super) value: String,
}

/// One document as it was sent.
pub(super) struct SentDocument {
    pub(super) label: &'static str,
    /// Its kind and size.
    pub(super) file: String,
}

/// One answer.
pub(super) struct AnswerView {
    pub(super) text: Vec<TextPart>,
    pub(super) at: String,
    /// A correction of the one below it.
    pub(super) corrects: bool,
    /// The newest one, which holds.
    pub(super) holds: bool,
}

impl TicketView {
    pub(super) fn new(found: Found, now: Timestamp) -> Self {
        let steps = Stage::ALL.into_iter().map(|stage| StepView::new(stage, &found)).collect();
        let overdue = found.answers.is_empty() && found.answer_due_at < now;
        let first = found.answers.len();
        let answers = found.answers.into_iter().enumerate();
        Self {
            number: found.number.groups(),
            form_title: found.form.title,
            steps,
            answer_due_at: wib_in_words(found.answer_due_at),
            overdue,
            asked_at: wib_in_words(found.submitted_at),
            fields: found.content.filled().map(SentField::from).collect(),
            told_at: found.notice_address.map(|address| address.masked()).unwrap_or_default(),
            documents: found.documents.iter().map(SentDocument::from).collect(),
            answers: answers
                .map(|(at, answer)| AnswerView {
                    text: linked(&answer.text),
                    at: wib_in_words(answer.answered_at),
                    corrects: at + 1 < first,
                    holds: at == 0,
                })
                .collect(),
        }
    }
}

impl From<(&'static FieldSpec, Cow<'_, str>)> for SentField {
    fn from((spec, value): (&'static FieldSpec, Cow<'_, str>)) -> Self {
        let value = if matches!(spec.field, Field::Nik | Field::Kk) {
            texts::last_digits(&value)
        } else if spec.field.is_secret() {
            texts::NOT_SHOWN.to_owned()
        } else {
            value.into_owned()
        };
        Self { label: spec.label, value }
    }
}

impl From<&AttachedDocument> for SentDocument {
    fn from(document: &AttachedDocument) -> Self {
        Self { label: document.kind.label(), file: texts::file(&document.media_type, document.size()) }
    }
}

impl StepView {
    /// A ticket that was handed to another desk is back at an earlier stage: what lies behind the current one is to
    /// come again.
    fn new(stage: Stage, found: &Found) -> Self {
        let reached = stage <= found.stage;
        let at = found
            .timeline
            .iter()
            .rev()
            .find(|(one, _at)| reached && *one == stage)
            .map(|(_stage, at)| wib_in_words(*at));
        Self { label: stage.label(), at: at.unwrap_or_default(), reached, current: stage == found.stage }
    }
}
