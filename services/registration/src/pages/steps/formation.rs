//! `GET` and `POST /pendaftaran/formasi`: 3. Mendaftar Formasi.

use applicants::{SignedForm, SignedIn};
use axum::extract;
use axum::response::{IntoResponse as _, Response};
use domain::FieldError;
use http::StatusCode;

use super::Opened;
use super::biodata::{self, error_of};
use super::frame::{Fact, Section};
use super::saving::{not_filled, onward, status, told};
use crate::catalogue::Formation;
use crate::filling::formation::{label_of, lists};
use crate::filling::{self, Sent};
use crate::state::State;
use crate::steps::{Question, Step, formation};

pub(super) async fn show(extract::State(state): extract::State<State>, person: SignedIn) -> Response {
    let shown = async {
        let opened = Opened::draft(&state, person).await?;
        page(&state, &opened, &[], StatusCode::OK).await
    };
    match shown.await {
        Ok(response) | Err(response) => response,
    }
}

pub(super) async fn save(extract::State(state): extract::State<State>, form: SignedForm<Sent>) -> Response {
    match saved(&state, form).await {
        Ok(response) | Err(response) => response,
    }
}

async fn saved(state: &State, form: SignedForm<Sent>) -> Result<Response, Response> {
    let told = told(state, form).await?;
    let filled = filling::formation::fill(state, told).await.map_err(|refused| not_filled(state, refused))?;
    if !filled.stays {
        return Ok(onward(&filled, Step::Formation));
    }
    page(state, &filled.opened, &filled.errors, status(&filled)).await
}

fn to_selection() -> Response {
    axum::response::Redirect::to(&language::path(Step::Selection.path())).into_response()
}

/// The page as the registration stands.
async fn page(state: &State, opened: &Opened, errors: &[FieldError], status: StatusCode) -> Result<Response, Response> {
    let Some(selection) = opened.registration.selection else { return Ok(to_selection()) };
    let content = &opened.registration.content;
    let view = |question: &Question| question.view(content.value(question.name), &error_of(errors, question.name));
    let section = |id, heading: &'static str| Section {
        id,
        heading: language::text(heading),
        about: "",
        facts: Vec::new(),
        fields: Vec::new(),
        note: String::new(),
        buttons: Vec::new(),
    };
    let sections = match opened.formation(state).await? {
        None => {
            let lists = lists(state, content, selection).await?;
            vec![Section {
                about: language::text("choice-formation.about"),
                fields: lists.iter().map(view).collect(),
                buttons: vec![("choose", language::text("choice-formation"))],
                ..section("pilihan", "choice-formation.heading")
            }]
        }
        Some(formation) => vec![
            Section {
                facts: facts(&formation),
                buttons: vec![("again", language::text("choice-formation.again"))],
                ..section("pilihan", "choice-formation.heading")
            },
            Section {
                about: language::text("formation-told.about"),
                fields: formation::questions(&formation).iter().map(view).collect(),
                ..section("pendidikan", "formation-told")
            },
        ],
    };
    Ok(biodata::page(state, opened, Step::Formation, errors, sections, status))
}

/// What a formation is, in a few lines.
pub(crate) fn facts(formation: &Formation) -> Vec<Fact> {
    let fact = |choice, value: &str| Fact { label: language::text(label_of(choice)), value: value.to_owned() };
    vec![
        fact("agency", &formation.agency),
        fact("formation_kind", &formation.kind),
        fact("education", &format!("{} ({})", formation.education, formation.education_code)),
        fact("position", &formation.position),
        fact("formation", &formation.place),
    ]
}
