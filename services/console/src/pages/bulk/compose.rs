//! `GET /petugas/massal/baru`: which tickets, and with what text. The filter is the list's. Supervisors choose clusters
//! on the clusters' page.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use domain::{TicketNumber, catalogue};
use http::StatusCode;
use officers::Officer;
use uuid::Uuid;
use web::{Html, Page, Query};

use super::choice::Choice;
use crate::pages::addresses::BULK;
use crate::pages::{Frame, Section};
use crate::problems::Error;
use crate::state::caller;
use crate::store::templates::Template as AnswerTemplate;
use crate::work::{self, Draft, Preview};
use crate::{State, texts};

/// What the supervisor has typed, and how it went.
#[derive(Default)]
pub(super) struct Writing {
    pub(super) text: String,
    pub(super) error: String,
    pub(super) previewed: bool,
    /// A template to put below the text.
    pub(super) template: Option<Uuid>,
    /// The template that the text came from.
    pub(super) from: Option<Uuid>,
}

impl Writing {
    /// What was typed, and below it the template.
    fn with_template(&self, templates: &[(AnswerTemplate, i64)]) -> String {
        match templates.iter().map(|(template, _)| template).find(|template| Some(template.id) == self.template) {
            None => self.text.clone(),
            Some(template) if self.text.trim().is_empty() => template.body.clone(),
            Some(template) => format!("{}\n\n{}", self.text.trim_end(), template.body),
        }
    }
}

/// A ticket as it would be answered.
struct PreviewView {
    number: TicketNumber,
    spaced: String,
    asked: String,
    text: String,
}

impl PreviewView {
    fn new(preview: Preview) -> Self {
        let Preview { number, asked, text } = preview;
        Self { number, spaced: number.spaced(), asked, text }
    }
}

#[derive(Template)]
#[template(path = "bulk_compose.html")]
struct ComposePage {
    page: Page,
    frame: Frame,
    home: &'static str,
    desk: &'static str,
    desk_label: &'static str,
    form: String,
    form_title: &'static str,
    region: String,
    region_name: String,
    clusters: Vec<String>,
    tickets: usize,
    /// Id and title.
    templates: Vec<(String, String)>,
    merge_fields: Vec<(&'static str, &'static str)>,
    /// The template that the text came from, or "".
    from: String,
    text: String,
    error: String,
    previews: Vec<PreviewView>,
    /// Tickets that were taken out.
    without: Vec<TicketNumber>,
    asks_digits: bool,
    asks_lacking: String,
}

pub(in crate::pages) async fn compose(
    state: State,
    officer: Officer,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let choice = Choice::read(&query, &officer, true)?;
    if let Some(back) = choice.go_back() {
        return Ok(back.into_response());
    }
    draw(&state, &officer, &choice, Writing::default()).await
}

/// The page, with three tickets as they would be answered once there is a text to show.
pub(super) async fn draw(
    state: &State,
    officer: &Officer,
    choice: &Choice,
    writing: Writing,
) -> Result<Response, Error> {
    let (caller, filter) = (caller(officer), &choice.filter);
    let body = if writing.previewed { writing.text.as_str() } else { "" };
    let Draft { tickets, previews, faults, questions } =
        work::draft(&state.desks, &caller, &choice.chosen(officer), body).await?;
    let templates = work::templates(&state.desks, &caller, choice.desk).await?;
    let text = writing.with_template(&templates);
    let error = if writing.error.is_empty() && writing.previewed { texts::text_faults(&faults) } else { writing.error };
    let status = if error.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = ComposePage {
        page: Frame::page(),
        frame: Frame::new(officer, Section::Bulk),
        home: BULK,
        desk: choice.desk.as_str(),
        desk_label: choice.desk.label(),
        form: filter.form.map(|form| form.to_string()).unwrap_or_default(),
        form_title: filter.form.and_then(catalogue::by_code).map_or(texts::EVERY_FORM, |form| form.title),
        region: filter.region.clone(),
        region_name: filter.region_shown(),
        clusters: choice.clusters.iter().map(ToString::to_string).collect(),
        tickets,
        from: writing.template.or(writing.from).map(|id| id.to_string()).unwrap_or_default(),
        templates: templates.iter().map(|(template, _)| (template.id.to_string(), template.title.clone())).collect(),
        merge_fields: texts::merge_fields().to_vec(),
        asks_digits: writing.previewed && questions.digits,
        asks_lacking: if writing.previewed { texts::fields_in_braces(&questions.fields) } else { String::new() },
        text,
        error,
        previews: previews.into_iter().map(PreviewView::new).collect(),
        without: choice.without.clone(),
    };
    Ok(Html::personal(page).status(status).into_response())
}
