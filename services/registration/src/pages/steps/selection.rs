//! `GET` and `POST /pendaftaran/jenis-seleksi`: 2. Memilih Jenis Seleksi.

use applicants::{SignedForm, SignedIn};
use axum::extract;
use axum::response::Response;
use domain::FieldError;
use domain::time::wib_in_words;
use http::StatusCode;

use super::Opened;
use super::biodata::{error_of, page};
use super::frame::{Fact, Section};
use super::saving::{not_filled, onward, status, told};
use crate::filling::selection::{Dated, dated, open};
use crate::filling::{self, Sent};
use crate::registrations::Thk2Outcome;
use crate::state::State;
use crate::steps::Step;
use crate::steps::selection::{self, THK2_NUMBER};

pub(super) async fn show(extract::State(state): extract::State<State>, person: SignedIn) -> Response {
    let shown = async {
        let opened = Opened::draft(&state, person).await?;
        let dated = dated(&state, &opened).await?;
        Ok::<_, Response>(draw(&state, &opened, &dated, &[], StatusCode::OK))
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
    let filled = filling::selection::fill(state, told).await.map_err(|refused| not_filled(state, refused))?;
    if !filled.stays {
        return Ok(onward(&filled, Step::Selection));
    }
    let dated = dated(state, &filled.opened).await?;
    Ok(draw(state, &filled.opened, &dated, &filled.errors, status(&filled)))
}

fn draw(state: &State, opened: &Opened, dated: &[Dated], errors: &[FieldError], status: StatusCode) -> Response {
    let content = &opened.registration.content;
    let fields = selection::questions(&open(state, dated))
        .into_iter()
        .map(|question| question.view(content.value(question.name), &error_of(errors, question.name)));
    let mut fields: Vec<_> = fields.collect();
    let thk2 = fields.split_off(1.min(fields.len()));
    let kinds = dated.iter().map(|one| Fact {
        label: one.kind.name(),
        value: language::fill(
            "selection-dates",
            &[("opens", &wib_in_words(one.opens_at)), ("closes", &wib_in_words(one.closes_at))],
        ),
    });
    let number = selection::number(content.value(THK2_NUMBER)).unwrap_or_default();
    let checked = content.thk2.as_ref().filter(|checked| checked.number == number);
    let note = match checked.map(|checked| checked.outcome) {
        Some(Thk2Outcome::Found) => language::text("selection-thk2.found"),
        Some(Thk2Outcome::Later) => language::text("selection-thk2.later"),
        Some(Thk2Outcome::Differs | Thk2Outcome::Unknown) | None => "",
    };
    let sections = vec![
        Section {
            id: "jenis",
            heading: language::text("selection-kind"),
            about: language::text("selection-kind.about"),
            facts: kinds.collect(),
            fields,
            note: String::new(),
            buttons: Vec::new(),
        },
        Section {
            id: "thk2-bagian",
            heading: language::text("selection-thk2.heading"),
            about: language::text("selection-thk2.about"),
            facts: Vec::new(),
            fields: thk2,
            note: note.to_owned(),
            buttons: vec![("check", language::text("selection-thk2.check"))],
        },
    ];
    page(state, opened, Step::Selection, errors, sections, status)
}
