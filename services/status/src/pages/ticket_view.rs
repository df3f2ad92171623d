//! A ticket as its applicant sees it on the page. Personal data.

use domain::Stage;
use domain::time::wib_text;
use jiff::Timestamp;

use crate::lookup::Found;

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
    /// In the applicant's words, where the form asks for them.
    pub(super) question: String,
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

/// One answer.
pub(super) struct AnswerView {
    pub(super) text: String,
    pub(super) at: String,
    /// A correction of the one below it.
    pub(super) corrects: bool,
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
            answer_due_at: wib_text(found.answer_due_at),
            overdue,
            asked_at: wib_text(found.submitted_at),
            question: found.question.unwrap_or_default(),
            answers: answers
                .map(|(at, answer)| AnswerView {
                    text: answer.text,
                    at: wib_text(answer.answered_at),
                    corrects: at + 1 < first,
                })
                .collect(),
        }
    }
}

impl StepView {
    /// A ticket that was handed to another desk is back at an earlier stage: what lies behind the current one is to
    /// come again.
    fn new(stage: Stage, found: &Found) -> Self {
        let reached = stage <= found.stage;
        let at =
            found.timeline.iter().rev().find(|(one, _at)| reached && *one == stage).map(|(_stage, at)| wib_text(*at));
        Self { label: stage.label(), at: at.unwrap_or_default(), reached, current: stage == found.stage }
    }
}
