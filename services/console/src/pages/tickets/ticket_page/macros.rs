//! The macros of the ticket's desk, and what one of them will do with the ticket.

use desk::{Digits, Fitting, OpenTicket, Unfit};

use super::writing::{About, AnswerForm, Writing};
use crate::store::macros::{Act, Macro};
use crate::texts;

/// The macros that can be used for the ticket.
pub(super) struct MacrosView {
    /// Id and name; the most used ones first.
    pub(super) choices: Vec<(String, String)>,
    /// What is wrong; empty for nothing.
    pub(super) error: String,
    /// The one whose acts are shown before they are done.
    pub(super) shown: Option<Shown>,
}

/// What a macro will do.
#[expect(clippy::struct_excessive_bools, reason = "each says whether the page shows one thing")]
pub(super) struct Shown {
    pub(super) id: String,
    pub(super) version: String,
    pub(super) name: String,
    pub(super) what: String,
    /// It answers; else it hands over.
    pub(super) answers: bool,
    /// The answer as the applicant will read it, or the reason for the other desk.
    pub(super) text: String,
    pub(super) note: String,
    /// Why the answer does not fit this ticket; empty when it does.
    pub(super) unfit: String,
    /// The answer holds what looks like a NIK: the officer is asked.
    pub(super) asks_digits: bool,
    /// The other desk answers by itself.
    pub(super) asks_guidance: bool,
    /// What stands in the box for the answer will be gone.
    pub(super) loses_text: bool,
}

impl MacrosView {
    pub(super) fn new(
        writing: &Writing,
        ticket: &OpenTicket,
        macros: &[(Macro, i64)],
        answer_form: &AnswerForm,
    ) -> Self {
        // What was answered once is not handed over.
        let fits = |one: &&Macro| {
            one.fits(ticket.case.form) && (ticket.answers.is_empty() || matches!(one.act, Act::Answer { .. }))
        };
        let usable: Vec<&Macro> =
            macros.iter().map(|(one, _)| one).filter(fits).filter(|_| answer_form.begins()).collect();
        let shown = usable.iter().find(|one| Some(one.id) == writing.shown_macro);
        Self {
            choices: usable.iter().map(|one| (one.id.to_string(), one.name.clone())).collect(),
            error: writing.trouble_about(About::Macro),
            shown: shown.map(|one| Shown::new(one, ticket, !answer_form.text.trim().is_empty())),
        }
    }
}

impl Shown {
    fn new(one: &Macro, ticket: &OpenTicket, loses_text: bool) -> Self {
        let (text, fault) = match &one.act {
            Act::HandOver { reason, .. } => (reason.clone(), None),
            Act::Answer { body, .. } => match Fitting::merged(body, &ticket.content, &ticket.case, Digits::Unasked) {
                Ok(words) => (words.text().expose().to_owned(), None),
                Err(fault) => (desk::merged(body, &ticket.content, &ticket.case), Some(fault)),
            },
        };
        let asks_digits = fault == Some(Unfit::Digits);
        Self {
            id: one.id.to_string(),
            version: one.version.clone(),
            name: one.name.clone(),
            what: texts::macro_does(&one.act),
            answers: matches!(one.act, Act::Answer { .. }),
            text,
            note: one.note.clone(),
            unfit: fault.filter(|_| !asks_digits).map(|fault| texts::unfit(&fault)).unwrap_or_default(),
            asks_digits,
            asks_guidance: matches!(one.act, Act::HandOver { to, .. } if desk::answers_by_itself(to)),
            loses_text: loses_text && matches!(one.act, Act::Answer { .. }),
        }
    }
}
