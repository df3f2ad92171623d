//! The templates of a desk, and the form in which a supervisor writes one.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use domain::{Desk, catalogue, text_fault, time};
use http::StatusCode;
use officers::Officer;
use web::{Html, Page};

use crate::pages::addresses::TEMPLATES;
use crate::pages::{Frame, Section};
use crate::problems::Error;
use crate::state::caller;
use crate::store::templates;
use crate::work::TemplateFault;
use crate::{State, texts, work};

/// What a supervisor typed, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub(super) struct Editing {
    /// Empty for a new template.
    pub(super) id: String,
    pub(super) title: String,
    pub(super) form: String,
    pub(super) body: String,
    pub(super) faults: Vec<TemplateFault>,
}

#[derive(Template)]
#[template(path = "templates.html")]
struct TemplatesPage {
    page: Page,
    frame: Frame,
    desk: &'static str,
    desk_label: &'static str,
    desks: Vec<(String, &'static str, bool)>,
    supervises: bool,
    templates: Vec<Row>,
    forms: Vec<(String, &'static str)>,
    merge_fields: Vec<(&'static str, &'static str)>,
    editing: Editing,
    title_error: String,
    body_error: String,
    /// The text has sixteen digits in a row, and the supervisor is asked.
    asks_digits: bool,
}

/// One template.
struct Row {
    id: String,
    edit: String,
    title: String,
    form: &'static str,
    body: String,
    changed_at: String,
    /// How often it was used lately, in words.
    used: String,
}

/// Draws the templates of a desk. `edited` names the one to change.
pub(super) async fn draw(
    state: &State,
    officer: &Officer,
    desk: Desk,
    edited: &str,
    editing: Option<Editing>,
) -> Result<Response, Error> {
    let caller = caller(officer);
    let templates = work::templates(&state.desks, &caller, desk).await?;
    let status = editing.as_ref().map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    let editing = editing.unwrap_or_else(|| {
        let template =
            templates.iter().map(|(template, _)| template).find(|template| template.id.to_string() == edited);
        template.map(Editing::of).unwrap_or_default()
    });
    let (mut title_error, mut body_error) = (Vec::new(), Vec::new());
    for fault in &editing.faults {
        match fault {
            TemplateFault::Title(fault) => title_error.push(text_fault(*fault)),
            TemplateFault::TitleTaken => title_error.push(texts::TEMPLATE_TITLE_TAKEN.to_owned()),
            TemplateFault::TooMany => title_error.push(texts::TEMPLATES_FULL.to_owned()),
            TemplateFault::Body(fault) => body_error.push(text_fault(*fault)),
            TemplateFault::UnknownField(name) => body_error.push(texts::unknown_merge_field(name)),
            TemplateFault::ForeignField(name) => body_error.push(texts::foreign_merge_field(name)),
            TemplateFault::Digits => body_error.push(texts::SIXTEEN_DIGITS.to_owned()),
        }
    }
    let page = TemplatesPage {
        page: Frame::page(),
        frame: Frame::new(officer, Section::Templates),
        desk: desk.as_str(),
        desk_label: desk.label(),
        desks: officer.desks.iter().map(|of| (format!("{TEMPLATES}?meja={of}"), of.label(), *of == desk)).collect(),
        supervises: caller.may_supervise(desk),
        templates: templates.iter().map(|(template, uses)| Row::new(template, *uses)).collect(),
        forms: catalogue::FORMS
            .iter()
            .filter(|form| form.desk == Some(desk))
            .map(|form| (form.code.to_string(), form.title))
            .collect(),
        merge_fields: texts::merge_fields().to_vec(),
        title_error: title_error.join(" "),
        body_error: body_error.join(" "),
        asks_digits: editing.faults.contains(&TemplateFault::Digits),
        editing,
    };
    Ok(Html::personal(page).status(status).into_response())
}

impl Editing {
    fn of(template: &templates::Template) -> Self {
        Self {
            id: template.id.to_string(),
            title: template.title.clone(),
            form: template.form.map(|form| form.to_string()).unwrap_or_default(),
            body: template.body.clone(),
            faults: Vec::new(),
        }
    }
}

impl Row {
    fn new(template: &templates::Template, uses: i64) -> Self {
        Self {
            id: template.id.to_string(),
            edit: format!("{TEMPLATES}?meja={}&ubah={}#tulis", template.desk, template.id),
            title: template.title.clone(),
            form: template.form.and_then(catalogue::by_code).map_or(texts::EVERY_FORM, |form| form.title),
            body: template.body.clone(),
            changed_at: time::wib_text(template.changed_at),
            used: texts::template_uses(uses, uses >= templates::MOST_USES, templates::USED_WITHIN),
        }
    }
}
