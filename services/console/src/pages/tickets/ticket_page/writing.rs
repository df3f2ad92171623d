//! What the officer writes on the page: the answer, a hand-over, a note.

use desk::OpenTicket;
use domain::Desk;
use http::StatusCode;
use uuid::Uuid;

use super::claim::ClaimView;
use crate::pages::tickets::done::DoneView;
use crate::store::templates::Template;

/// What an officer has typed on the page, and what the page says about it.
#[derive(Default)]
pub(in crate::pages::tickets) struct Writing {
    /// The answer as it stands in the form; without it the draft.
    pub(in crate::pages::tickets) text: Option<String>,
    /// A template to put below it.
    pub(in crate::pages::tickets) template: Option<Uuid>,
    /// Shown as the applicant will see it.
    pub(in crate::pages::tickets) previewed: bool,
    /// A reason for a hand-over that was not made.
    pub(in crate::pages::tickets) reason: String,
    /// Where it was to go.
    pub(in crate::pages::tickets) to: Option<Desk>,
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
    /// It is about the answer's text.
    pub(in crate::pages::tickets) in_field: bool,
}

impl Writing {
    /// The status of the page.
    pub(super) fn status(&self) -> StatusCode {
        self.trouble.as_ref().map_or(StatusCode::OK, |trouble| trouble.status)
    }

    /// What is wrong with the answer's text; empty for nothing.
    fn trouble_in_field(&self) -> String {
        self.trouble.as_ref().filter(|trouble| trouble.in_field).map(|trouble| trouble.text.clone()).unwrap_or_default()
    }

    /// What is wrong with anything else; empty for nothing.
    pub(super) fn trouble_elsewhere(&self) -> String {
        self.trouble
            .as_ref()
            .filter(|trouble| !trouble.in_field)
            .map(|trouble| trouble.text.clone())
            .unwrap_or_default()
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
    /// Id and title.
    pub(super) templates: Vec<(String, String)>,
    pub(super) error: String,
    /// The text holds what looks like a NIK: the officer is asked.
    pub(super) asks_digits: bool,
}

impl AnswerForm {
    pub(super) fn new(
        writing: &Writing,
        draft: Option<String>,
        ticket: &OpenTicket,
        templates: &[Template],
        claim: &ClaimView,
    ) -> Self {
        let latest = ticket.answers.first();
        let writable = claim.mine || (latest.is_some() && claim.holder.is_empty());
        let text = text(writing, draft, ticket, templates);
        let error = writing.trouble_in_field();
        Self {
            writable,
            corrects: latest.map(|answer| answer.revision.to_string()).unwrap_or_default(),
            text_is_new: !error.is_empty() || latest.is_some_and(|answer| answer.text != text),
            preview: if writing.previewed { text.trim().to_owned() } else { String::new() },
            kept: if writing.text.is_some() && !writable { text.trim().to_owned() } else { String::new() },
            templates: templates
                .iter()
                .filter(|template| template.form.is_none_or(|form| form == ticket.case.form))
                .map(|template| (template.id.to_string(), template.title.clone()))
                .collect(),
            asks_digits: !error.is_empty() && domain::holds_sixteen_digits(&text),
            text,
            error,
        }
    }
}

/// What stands in the answer's box: what was typed, else the draft, else the answer that may be corrected; and below it
/// the template.
fn text(writing: &Writing, draft: Option<String>, ticket: &OpenTicket, templates: &[Template]) -> String {
    let latest = || ticket.answers.first().map(|answer| answer.text.clone()).unwrap_or_default();
    let text = writing.text.clone().or(draft).unwrap_or_else(latest);
    let Some(template) = templates.iter().find(|template| Some(template.id) == writing.template) else { return text };
    let merged = desk::merged(&template.body, &ticket.content, &ticket.case);
    if text.trim().is_empty() { merged } else { format!("{}\n\n{merged}", text.trim_end()) }
}

/// The hand-over's form.
pub(super) struct HandOverForm {
    /// Name, label, and whether it is chosen.
    pub(super) desks: Vec<(&'static str, &'static str, bool)>,
    pub(super) reason: String,
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
            asks_guidance: writing
                .to
                .is_some_and(|desk| desk::answers_by_itself(desk) && desk::can_go_to(case.form, desk)),
        }
    }
}
