//! A ticket as its applicant sees it on the page. Personal data.

use std::borrow::Cow;

use domain::Stage;
use domain::time::wib_in_words;
use domain::{Field, FieldSpec, NoticeAddress};
use jiff::Timestamp;
use language::text;
use web::FieldView;

use super::follow_up::MOST;
use super::question::QuestionView;
use super::talk::{TalkView, talk};
use super::{follow_up_path, helped_path};
use crate::lookup::Found;
use crate::store::{AttachedDocument, Frozen};
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
    /// That an account is frozen for it, and what happens next; or nothing.
    pub(super) frozen: Option<FrozenView>,
    /// What was filled in, in the order of the form.
    pub(super) fields: Vec<SentField>,
    /// Where the person is told of the answer, masked; empty when nowhere.
    pub(super) told_at: String,
    /// What was attached.
    pub(super) documents: Vec<SentDocument>,
    /// Answers and what the applicant wrote to them, newest first.
    pub(super) talk: Vec<TalkView>,
    /// What the helpdesk asks the applicant.
    pub(super) question: Option<QuestionView>,
    /// The ticket waits for the reply.
    pub(super) rests: bool,
    /// What the applicant wrote once more waits for its answer.
    pub(super) came_back: bool,
    pub(super) verdict: Option<VerdictView>,
    pub(super) follow_up: Option<FollowUpForm>,
}

/// An account that is frozen for the ticket.
pub(super) struct FrozenView {
    /// Since when.
    pub(super) told: String,
    /// What happens next.
    pub(super) next: String,
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

/// Whether the answer helped, as its applicant may say it.
pub(super) struct VerdictView {
    pub(super) action: String,
    /// `ya`, `belum`, or nothing as long as nothing was said.
    pub(super) said: &'static str,
    /// Until when it can be said.
    pub(super) until: String,
}

/// The form for what the applicant may write once more.
pub(super) struct FollowUpForm {
    pub(super) action: String,
    pub(super) field: FieldView,
}

impl TicketView {
    /// `typed` is what was typed to be sent once more, with what is wrong with it.
    pub(super) fn new(found: &Found, now: Timestamp, reference: &str, typed: (&str, &str)) -> Self {
        let steps = Stage::ALL.into_iter().map(|stage| StepView::new(stage, found)).collect();
        let waits = found.answers.is_empty() || found.came_back();
        let rests = found.rests_until().is_some();
        let overdue = waits && !rests && found.answer_due_at < now;
        Self {
            number: found.number.groups(),
            form_title: found.form.shown_title(),
            steps,
            answer_due_at: wib_in_words(found.answer_due_at),
            overdue,
            asked_at: wib_in_words(found.submitted_at),
            frozen: found.frozen.as_ref().map(FrozenView::from),
            fields: found.content.filled().map(SentField::from).collect(),
            told_at: found.notice_address.as_ref().map(NoticeAddress::masked).unwrap_or_default(),
            documents: found.documents.iter().map(SentDocument::from).collect(),
            talk: talk(found),
            question: QuestionView::new(found, now, reference, typed),
            rests,
            came_back: found.came_back(),
            verdict: VerdictView::new(found, now, reference),
            follow_up: FollowUpForm::new(found, now, reference, typed),
        }
    }
}

impl From<&Frozen> for FrozenView {
    fn from(frozen: &Frozen) -> Self {
        let told = language::fill("status-frozen", &[("at", &wib_in_words(frozen.at))]);
        let next = frozen.removed_from.map_or_else(
            || text("status-frozen.waits").to_owned(),
            |at| language::fill("status-frozen.removed", &[("at", &wib_in_words(at))]),
        );
        Self { told, next }
    }
}

impl VerdictView {
    fn new(found: &Found, now: Timestamp, reference: &str) -> Option<Self> {
        found.may_judge(now).then(|| Self {
            action: helped_path(reference),
            said: match found.helped {
                Some(true) => "ya",
                Some(false) => "belum",
                None => "",
            },
            until: found.judged_until().map(wib_in_words).unwrap_or_default(),
        })
    }
}

impl FollowUpForm {
    /// Offered to whoever said that the answer did not help.
    fn new(found: &Found, now: Timestamp, reference: &str, (typed, error): (&str, &str)) -> Option<Self> {
        let offered = found.may_follow_up(now) && (found.helped == Some(false) || !error.is_empty());
        let line = FieldView::line(
            "text",
            (text("status-follow-up.label"), text("status-follow-up.help")),
            "textarea",
            "off",
            typed,
            error,
        );
        let field = FieldView { max_length: MOST, kept: false, ..line };
        offered.then(|| Self { action: follow_up_path(reference), field })
    }
}

impl From<(&'static FieldSpec, Cow<'_, str>)> for SentField {
    fn from((spec, value): (&'static FieldSpec, Cow<'_, str>)) -> Self {
        let value = if matches!(spec.field, Field::Nik | Field::Kk) {
            texts::last_digits(&value)
        } else if spec.field.is_secret() {
            text("status-sent.not-shown").to_owned()
        } else {
            value.into_owned()
        };
        Self { label: spec.shown_label(), value }
    }
}

impl From<&AttachedDocument> for SentDocument {
    fn from(document: &AttachedDocument) -> Self {
        Self { label: document.kind.shown_label(), file: texts::file(&document.media_type, document.size()) }
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
        let current = stage == found.stage;
        let asked = current && found.rests_until().is_some();
        let label = if asked { language::text("status-waits") } else { stage.shown_label() };
        Self { label, at: at.unwrap_or_default(), reached, current }
    }
}
