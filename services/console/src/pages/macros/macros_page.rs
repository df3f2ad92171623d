//! The macros of a desk, and the form in which a supervisor writes one.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use domain::{Desk, catalogue};
use http::StatusCode;
use officers::Officer;
use web::{Html, Page};

use crate::pages::addresses::MACROS;
use crate::pages::{Frame, Section};
use crate::problems::Error;
use crate::state::caller;
use crate::store::macros::{self, Act, Macro};
use crate::store::templates::USED_WITHIN;
use crate::work::MacroFault;
use crate::{State, texts, work};

/// What a supervisor typed, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub(super) struct Editing {
    /// Empty for a new macro.
    pub(super) id: String,
    pub(super) name: String,
    pub(super) form: String,
    pub(super) hands_over: bool,
    pub(super) template: String,
    pub(super) to: String,
    pub(super) reason: String,
    pub(super) note: String,
    pub(super) faults: Vec<MacroFault>,
}

#[derive(Template)]
#[template(path = "macros.html")]
struct MacrosPage {
    page: Page,
    frame: Frame,
    desk: &'static str,
    desk_label: &'static str,
    desks: Vec<(String, &'static str, bool)>,
    supervises: bool,
    macros: Vec<Row>,
    /// Choices of the form: value and label.
    forms: Vec<(String, &'static str)>,
    templates: Vec<(String, String)>,
    others: Vec<(&'static str, &'static str)>,
    editing: Editing,
    name_error: String,
    template_error: String,
    desk_error: String,
    reason_error: String,
    note_error: String,
}

/// One macro.
struct Row {
    id: String,
    edit: String,
    name: String,
    form: &'static str,
    what: String,
    reason: String,
    note: String,
    /// How often it was used lately, in words.
    used: String,
}

/// Draws the macros of a desk. `edited` names the one to change.
pub(super) async fn draw(
    state: &State,
    officer: &Officer,
    desk: Desk,
    edited: &str,
    editing: Option<Editing>,
) -> Result<Response, Error> {
    let caller = caller(officer);
    let found = work::macros(&state.desks, &caller, desk).await?;
    let templates = work::templates(&state.desks, &caller, desk).await?;
    let status = editing.as_ref().map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    let editing = editing.unwrap_or_else(|| {
        let one = found.iter().map(|(one, _)| one).find(|one| one.id.to_string() == edited);
        one.map(Editing::of).unwrap_or_default()
    });
    let about = |wanted: fn(&MacroFault) -> bool| {
        let faults = editing.faults.iter().filter(|fault| wanted(fault));
        faults.map(|fault| texts::macro_fault(*fault)).collect::<Vec<_>>().join(" ")
    };
    let page = MacrosPage {
        page: Frame::page(),
        frame: Frame::new(officer, Section::Templates),
        desk: desk.as_str(),
        desk_label: desk.label(),
        desks: officer.desks.iter().map(|of| (format!("{MACROS}?meja={of}"), of.label(), *of == desk)).collect(),
        supervises: caller.may_supervise(desk),
        macros: found.iter().map(|(one, uses)| Row::new(one, *uses)).collect(),
        forms: catalogue::FORMS
            .iter()
            .filter(|form| form.desk == Some(desk))
            .map(|form| (form.code.to_string(), form.title))
            .collect(),
        templates: templates.into_iter().map(|(one, _)| (one.id.to_string(), one.title)).collect(),
        others: Desk::ALL
            .into_iter()
            .filter(|other| *other != desk)
            .map(|other| (other.as_str(), other.label()))
            .collect(),
        name_error: about(|fault| matches!(fault, MacroFault::Name(_) | MacroFault::NameTaken | MacroFault::TooMany)),
        template_error: about(|fault| matches!(fault, MacroFault::NoTemplate)),
        desk_error: about(|fault| matches!(fault, MacroFault::NoDesk)),
        reason_error: about(|fault| matches!(fault, MacroFault::Reason(_))),
        note_error: about(|fault| matches!(fault, MacroFault::Note(_) | MacroFault::Digits)),
        editing,
    };
    Ok(Html::personal(page).status(status).into_response())
}

impl Editing {
    fn of(one: &Macro) -> Self {
        let (template, to, reason) = match &one.act {
            Act::Answer { template, .. } => (template.to_string(), String::new(), String::new()),
            Act::HandOver { to, reason } => (String::new(), to.to_string(), reason.clone()),
        };
        Self {
            id: one.id.to_string(),
            name: one.name.clone(),
            form: one.form.map(|form| form.to_string()).unwrap_or_default(),
            hands_over: !to.is_empty(),
            template,
            to,
            reason,
            note: one.note.clone(),
            faults: Vec::new(),
        }
    }
}

impl Row {
    fn new(one: &Macro, uses: i64) -> Self {
        Self {
            id: one.id.to_string(),
            edit: format!("{MACROS}?meja={}&ubah={}#tulis", one.desk, one.id),
            name: one.name.clone(),
            form: one.form.and_then(catalogue::by_code).map_or(texts::EVERY_FORM, |form| form.title),
            what: texts::macro_does(&one.act),
            reason: match &one.act {
                Act::Answer { .. } => String::new(),
                Act::HandOver { reason, .. } => reason.clone(),
            },
            note: one.note.clone(),
            used: texts::template_uses(uses, uses >= macros::MOST_USES, USED_WITHIN),
        }
    }
}
