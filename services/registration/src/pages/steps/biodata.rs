//! `GET` and `POST /pendaftaran/biodata`: 1. Pengisian Biodata.

use applicants::{Applicant, SessionLine, SignedForm, SignedIn};
use askama::Template;
use axum::extract;
use axum::response::{IntoResponse as _, Response};
use domain::FieldError;
use domain::time::day_in_words;
use http::StatusCode;
use web::{Html, Page, SummaryLine};

use super::Opened;
use super::frame::{Fact, Section, StepFrame};
use super::saving::{not_filled, onward, status, told};
use crate::filling::{self, Sent};
use crate::state::State;
use crate::steps::{Step, biodata};

#[derive(Template)]
#[template(path = "step.html")]
struct StepPage {
    page: Page,
    session: SessionLine,
    errors: Vec<SummaryLine>,
    frame: StepFrame,
    sections: Vec<Section>,
}

/// A page of one of the first three steps.
pub(super) fn page(
    state: &State,
    opened: &Opened,
    step: Step,
    errors: &[FieldError],
    sections: Vec<Section>,
    status: StatusCode,
) -> Response {
    let page = StepPage {
        page: state.own_page(),
        session: SessionLine::of(&opened.person),
        errors: summary(errors),
        frame: StepFrame::of(state, opened, step),
        sections,
    };
    Html::personal(page).status(status).into_response()
}

pub(super) async fn show(extract::State(state): extract::State<State>, person: SignedIn) -> Response {
    match Opened::draft(&state, person).await {
        Ok(opened) => draw(&state, &opened, &[], StatusCode::OK),
        Err(elsewhere) => elsewhere.into(),
    }
}

pub(super) async fn save(extract::State(state): extract::State<State>, form: SignedForm<Sent>) -> Response {
    match saved(&state, form).await {
        Ok(response) | Err(response) => response,
    }
}

async fn saved(state: &State, form: SignedForm<Sent>) -> Result<Response, Response> {
    let told = told(state, form).await?;
    let filled = filling::biodata::fill(state, told).await.map_err(|refused| not_filled(state, refused))?;
    if !filled.stays {
        return Ok(onward(&filled, Step::Biodata));
    }
    Ok(draw(state, &filled.opened, &filled.errors, status(&filled)))
}

fn draw(state: &State, opened: &Opened, errors: &[FieldError], status: StatusCode) -> Response {
    let content = &opened.registration.content;
    let is_new = content.typed().is_empty();
    let fields = biodata::questions().into_iter().map(|question| {
        let typed = content.value(question.name);
        let value = if is_new && typed.is_empty() { biodata::usual(question.name) } else { typed };
        question.view(value, &error_of(errors, question.name))
    });
    let mut fields: Vec<_> = fields.collect();
    let social = fields.split_off(15.min(fields.len()));
    let rest = fields.split_off(7.min(fields.len()));
    let section = |id, heading, about: &'static str, fields| Section {
        id,
        heading: language::text(heading),
        about: if about.is_empty() { "" } else { language::text(about) },
        facts: Vec::new(),
        fields,
        note: String::new(),
        buttons: Vec::new(),
    };
    let sections = vec![
        Section {
            facts: facts(&opened.account.applicant),
            ..section("akun", "biodata-account", "biodata-account.about", Vec::new())
        },
        section("diri", "biodata-person", "", fields),
        Section {
            buttons: vec![("same_address", language::text("biodata-address.same"))],
            ..section("domisili", "biodata-domicile", "", rest)
        },
        section("media-sosial", "biodata-social", "biodata-social.about", social),
    ];
    page(state, opened, Step::Biodata, errors, sections, status)
}

/// What the account says and nobody is asked again.
pub(crate) fn facts(applicant: &Applicant) -> Vec<Fact> {
    let fact = |label, value: &str| Fact { label: language::text(label), value: value.to_owned() };
    let mut facts =
        vec![fact("own-name", applicant.identity.full_name.expose()), fact("account-phone", applicant.phone.expose())];
    if let Some(details) = &applicant.details {
        facts.extend([
            fact("account-diploma-name", details.diploma_name.expose()),
            fact("account-diploma-place", details.diploma_birth_place.expose()),
            fact("account-diploma-date", &day_in_words(details.diploma_birth_date.expose())),
            fact("account-gender", language::text(details.gender.text_id())),
        ]);
    }
    facts
}

/// What is wrong with a field; "" when nothing is.
pub(super) fn error_of(errors: &[FieldError], name: &str) -> String {
    let told: Vec<_> = errors.iter().filter(|error| error.field == name).map(|error| error.message.as_str()).collect();
    told.join(" ")
}

/// One line for each thing that is wrong.
pub(super) fn summary(errors: &[FieldError]) -> Vec<SummaryLine> {
    errors.iter().map(|error| SummaryLine { target: error.field.clone(), text: error.message.clone() }).collect()
}
