//! `GET` and `POST /pendaftaran/jenis-seleksi`: 2. Memilih Jenis Seleksi.

use applicants::{SignedForm, SignedIn};
use axum::extract;
use axum::response::Response;
use domain::FieldError;
use domain::time::wib_in_words;
use http::StatusCode;
use jiff::Timestamp;

use super::Opened;
use super::biodata::{error_of, page};
use super::frame::{Fact, Section};
use super::opened::failed;
use super::saving::{Button, Sent, StepForm};
use crate::catalogue::Selection;
use crate::registrations::{Thk2, Thk2Outcome};
use crate::state::State;
use crate::steps::Step;
use crate::steps::formation::CHOICES;
use crate::steps::selection::{self, KIND, THK2_NUMBER};
use crate::store::dates;
use domain::SelectionKind;

/// A kind, and when registrations for it are taken.
struct Dated {
    kind: SelectionKind,
    opens_at: Timestamp,
    closes_at: Timestamp,
}

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
    let mut form = StepForm::of(state, form).await?;
    let dated = dated(state, &form.opened).await?;
    let open = open(state, &dated);
    let questions = selection::questions(&open);
    form.take(&questions);
    let registration = &mut form.opened.registration;
    let chosen: Option<SelectionKind> = registration.content.value(KIND).parse().ok();
    let chosen = chosen.filter(|kind| open.contains(kind));
    if chosen != registration.selection {
        // The formation belongs to the kind.
        for choice in CHOICES {
            registration.content.set(choice, "");
        }
        (registration.selection, registration.formation) = (chosen, None);
        registration.step = registration.step.min(Step::Formation);
    }
    if form.button == Button::Own("check".to_owned()) {
        let refused = check(state, &mut form.opened).await?;
        form.save(state, Step::Selection, &questions).await?;
        let status = if refused.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        return Ok(draw(state, &form.opened, &dated, &refused, status));
    }
    let (_kind, errors) = selection::read(&form.opened.registration.content, &open);
    form.settle(Step::Selection, errors.is_empty());
    form.save(state, Step::Selection, &questions).await?;
    if form.button == Button::Next && !errors.is_empty() {
        return Ok(draw(state, &form.opened, &dated, &errors, StatusCode::UNPROCESSABLE_ENTITY));
    }
    Ok(form.onward(Step::Selection))
}

/// "Cek": asks the list for the number that was typed. What is wrong is told at the number.
async fn check(state: &State, opened: &mut Opened) -> Result<Vec<FieldError>, Response> {
    let told = |code, message: &str| FieldError { field: THK2_NUMBER.to_owned(), code, message: message.to_owned() };
    let raw = opened.registration.content.value(THK2_NUMBER).to_owned();
    if domain::typed::is_blank_text(&raw) {
        return Ok(vec![told("required", language::text("selection-thk2.missing"))]);
    }
    let Ok(number) = selection::number(&raw) else {
        return Ok(vec![told("not_a_number", language::text("selection-thk2.unreadable"))]);
    };
    let outcome = state.thk2.check(&opened.account, &number).await.map_err(|error| failed(&error.into()))?;
    let Some(outcome) = outcome else {
        return Ok(vec![told("too_many", language::text("selection-thk2.too-many"))]);
    };
    opened.registration.content.thk2 = Some(Thk2 { number, outcome });
    Ok(match outcome {
        Thk2Outcome::Found | Thk2Outcome::Later => Vec::new(),
        Thk2Outcome::Differs => vec![told("thk2_differs", language::text("selection-thk2.differs"))],
        Thk2Outcome::Unknown => vec![told("thk2_unknown", language::text("selection-thk2.unknown"))],
    })
}

async fn dated(state: &State, opened: &Opened) -> Result<Vec<Dated>, Response> {
    let mut dated = Vec::with_capacity(SelectionKind::ALL.len());
    for kind in SelectionKind::ALL {
        let found = dates::of_period(&state.pool, opened.registration.period_id, Selection::of(kind)).await;
        if let Some((opens_at, closes_at)) = found.map_err(|error| failed(&error.into()))? {
            dated.push(Dated { kind, opens_at, closes_at });
        }
    }
    Ok(dated)
}

/// The kinds for which registrations are taken at this moment.
fn open(state: &State, dated: &[Dated]) -> Vec<SelectionKind> {
    let now = state.clock.now();
    dated.iter().filter(|one| one.opens_at <= now && now < one.closes_at).map(|one| one.kind).collect()
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
