//! What the officer writes on the page: the answer, a hand-over, a note.

use desk::{OpenAnswer, OpenTicket};
use domain::Desk;
use http::StatusCode;
use uuid::Uuid;

use super::claim::ClaimView;
use crate::pages::tickets::done::DoneView;
use crate::store::templates::Template;
use crate::work::OpenDraft;

/// What an officer has typed on the page, and what the page says about it.
#[derive(Default)]
pub(in crate::pages::tickets) struct Writing {
    /// The answer as it stands in the form; without it the draft.
    pub(in crate::pages::tickets) text: Option<String>,
    /// A template to put below it.
    pub(in crate::pages::tickets) template: Option<Uuid>,
    /// The template that the text came from, if any.
    pub(in crate::pages::tickets) from: Option<Uuid>,
    /// Shown as the applicant will see it.
    pub(in crate::pages::tickets) previewed: bool,
    /// A macro whose acts are shown before they are done.
    pub(in crate::pages::tickets) shown_macro: Option<Uuid>,
    /// A reason for a hand-over that was not made.
    pub(in crate::pages::tickets) reason: String,
    /// Where it was to go.
    pub(in crate::pages::tickets) to: Option<Desk>,
    /// What is wrong with where it was to go, and with the reason; empty for nothing.
    pub(in crate::pages::tickets) to_error: String,
    pub(in crate::pages::tickets) reason_error: String,
    /// A question that was not asked, and for how many days the ticket was to wait.
    pub(in crate::pages::tickets) question: String,
    pub(in crate::pages::tickets) days: Option<i64>,
    /// A note that was not written.
    pub(in crate::pages::tickets) note: String,
    pub(in crate::pages::tickets) trouble: Option<Trouble>,
    /// What was done just before.
    pub(in crate::pages::tickets) done: DoneView,
}

/// Why something was not done.
pub(in crate::pages::tickets) struct Trouble {
    pub(in crate::pages::tickets) status: StatusCode,
    pub(in crate::pages::tickets) text: String,
    pub(in crate::pages::tickets) about: About,
}

/// What a trouble is about, and so where it is told.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::pages::tickets) enum About {
    /// The answer's text.
    Answer,
    /// The question's text.
    Question,
    /// The note's text.
    Note,
    /// The hand-over: `to_error` and `reason_error` say what is wrong.
    HandOver,
    /// Giving the ticket to a colleague.
    Assignment,
    /// A macro.
    Macro,
    /// What is decided about an account.
    Account,
    /// The ticket.
    Ticket,
}

impl Writing {
    /// The status of the page.
    pub(super) fn status(&self) -> StatusCode {
        self.trouble.as_ref().map_or(StatusCode::OK, |trouble| trouble.status)
    }

    /// What is wrong there; empty for nothing.
    pub(super) fn trouble_about(&self, about: About) -> String {
        let trouble = self.trouble.as_ref().filter(|trouble| trouble.about == about);
        trouble.map(|trouble| trouble.text.clone()).unwrap_or_default()
    }
}

/// The answer's form.
pub(super) struct AnswerForm {
    /// The form is shown.
    pub(super) writable: bool,
    /// The revision that the answer would correct; empty for a first answer.
    pub(super) corrects: String,
    pub(super) text: String,
    /// The box has what was not sent yet.
    pub(super) text_is_new: bool,
    /// As the applicant will read it; empty unless that was asked for.
    pub(super) preview: String,
    /// What was written and cannot be sent from here now; empty for nothing.
    pub(super) kept: String,
    /// The most used ones first.
    pub(super) templates: Vec<TemplateChoice>,
    /// The template that the text came from, or "".
    pub(super) from: String,
    pub(super) error: String,
    /// The text holds what looks like a NIK: the officer is asked.
    pub(super) asks_digits: bool,
}

/// A template that can be put in.
pub(super) struct TemplateChoice {
    pub(super) id: String,
    pub(super) title: String,
    /// As it reads for this ticket.
    pub(super) text: String,
}

impl AnswerForm {
    pub(super) fn new(
        writing: &Writing,
        draft: Option<OpenDraft>,
        ticket: &OpenTicket,
        templates: &[(Template, i64)],
        claim: &ClaimView,
    ) -> Self {
        let latest = corrected(ticket);
        let writable = claim.mine || (latest.is_some() && claim.holder.is_empty());
        // What is typed anew has no template but the one that its form named.
        let from = if writing.text.is_some() { writing.from } else { draft.as_ref().and_then(|draft| draft.template) };
        let text = text(writing, draft.map(|draft| draft.text), ticket, templates);
        let error = writing.trouble_about(About::Answer);
        Self {
            writable,
            corrects: latest.map(|answer| answer.revision.to_string()).unwrap_or_default(),
            text_is_new: !error.is_empty() || latest.is_some_and(|answer| answer.text != text),
            preview: if writing.previewed { text.trim().to_owned() } else { String::new() },
            kept: if writing.text.is_some() && !writable { text.trim().to_owned() } else { String::new() },
            templates: templates
                .iter()
                .map(|(template, _)| template)
                .filter(|template| template.form.is_none_or(|form| form == ticket.case.form))
                .map(|template| TemplateChoice {
                    id: template.id.to_string(),
                    title: template.title.clone(),
                    text: desk::merged(&template.body, &ticket.content, &ticket.case),
                })
                .collect(),
            from: writing.template.or(from).map(|id| id.to_string()).unwrap_or_default(),
            asks_digits: !error.is_empty() && domain::holds_sixteen_digits(&text),
            text,
            error,
        }
    }
}

impl AnswerForm {
    /// A first answer can be written now, or the one to what the applicant wrote once more.
    pub(super) fn begins(&self) -> bool {
        self.writable && self.corrects.is_empty()
    }
}

/// The answer that a further one would correct; none while an answer is waited for.
fn corrected(ticket: &OpenTicket) -> Option<&OpenAnswer> {
    ticket.answers.first().filter(|_newest| !ticket.came_back())
}

/// What stands in the answer's box: what was typed, else the draft, else the answer that may be corrected; and below it
/// the template.
fn text(writing: &Writing, draft: Option<String>, ticket: &OpenTicket, templates: &[(Template, i64)]) -> String {
    let latest = || corrected(ticket).map(|answer| answer.text.clone()).unwrap_or_default();
    let text = writing.text.clone().or(draft).unwrap_or_else(latest);
    let chosen = templates.iter().map(|(template, _)| template).find(|template| Some(template.id) == writing.template);
    let Some(template) = chosen else { return text };
    let merged = desk::merged(&template.body, &ticket.content, &ticket.case);
    if text.trim().is_empty() { merged } else { format!("{}\n\n{merged}", text.trim_end()) }
}

/// The hand-over's form.
pub(super) struct HandOverForm {
    /// Name, label, and whether it is chosen.
    pub(super) desks: Vec<(&'static str, &'static str, bool)>,
    pub(super) reason: String,
    pub(super) desk_error: String,
    pub(super) reason_error: String,
    /// The desk that was chosen answers by itself: the officer is asked.
    pub(super) asks_guidance: bool,
}

impl HandOverForm {
    pub(super) fn new(writing: &Writing, ticket: &OpenTicket) -> Self {
        let case = &ticket.case;
        let can_go = |desk: Desk| desk != case.desk && desk::can_go_to(case.form, desk);
        Self {
            desks: Desk::ALL
                .into_iter()
                .filter(|desk| can_go(*desk))
                .map(|desk| (desk.as_str(), desk.label(), writing.to == Some(desk)))
                .collect(),
            reason: writing.reason.clone(),
            desk_error: writing.to_error.clone(),
            reason_error: writing.reason_error.clone(),
            asks_guidance: writing
                .to
                .is_some_and(|desk| desk::answers_by_itself(desk) && desk::can_go_to(case.form, desk)),
        }
    }
}
