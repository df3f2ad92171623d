//! `GET` and `POST /pendaftaran/formasi`: 3. Mendaftar Formasi.

use applicants::{SignedForm, SignedIn};
use axum::extract;
use axum::response::{IntoResponse as _, Response};
use domain::FieldError;
use http::StatusCode;
use uuid::Uuid;

use super::Opened;
use super::biodata::{self, error_of};
use super::frame::{Fact, Section};
use super::opened::failed;
use super::saving::{Button, Sent, StepForm};
use crate::catalogue::Formation;
use crate::registrations::{Content, Registration};
use crate::state::State;
use crate::steps::formation::{self, CHOICES};
use crate::steps::{Control, Question, Step};
use crate::store::choices::{self, Choosable, Entry};
use domain::SelectionKind;

/// The lists from which a person narrows down to a formation: those before it are chosen.
struct Lists {
    questions: Vec<Question>,
}

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
    let mut form = StepForm::of(state, form).await?;
    let Some(selection) = form.opened.registration.selection else { return Ok(to_selection()) };
    let formation = form.opened.formation(state).await?;
    let questions = questions(formation.as_ref());
    form.take(&questions);
    if form.button == Button::Own("again".to_owned()) {
        let registration = &mut form.opened.registration;
        for choice in CHOICES {
            registration.content.set(choice, "");
        }
        registration.formation = None;
        form.save(state, Step::Formation, &questions).await?;
        return page(state, &form.opened, &[], StatusCode::OK).await;
    }
    if formation.is_none() {
        let chosen = choose(state, &mut form, selection).await?;
        let errors = match &chosen {
            Some(formation) => {
                formation::who_may(formation, &form.opened.asker(state), &form.opened.registration.content)
            }
            None => Vec::new(),
        };
        if errors.is_empty() {
            form.opened.registration.formation = chosen.map(|formation| formation.id);
        }
        let next = form.button == Button::Next && form.opened.registration.formation.is_none() && errors.is_empty();
        form.settle(Step::Formation, false);
        form.save(state, Step::Formation, &questions).await?;
        if matches!(form.button, Button::Keep | Button::Before) {
            return Ok(form.onward(Step::Formation));
        }
        let errors = if next { vec![not_chosen(&form.opened.registration.content)] } else { errors };
        let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        return page(state, &form.opened, &errors, status).await;
    }
    let errors = formation.as_ref().map_or_else(Vec::new, |formation| {
        formation::read(&form.opened.registration.content, formation, &form.opened.asker(state))
    });
    form.settle(Step::Formation, errors.is_empty());
    form.save(state, Step::Formation, &questions).await?;
    if form.button == Button::Next && !errors.is_empty() {
        return page(state, &form.opened, &errors, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    if matches!(form.button, Button::Own(_)) {
        return page(state, &form.opened, &[], StatusCode::OK).await;
    }
    Ok(form.onward(Step::Formation))
}

fn to_selection() -> Response {
    axum::response::Redirect::to(&language::path(Step::Selection.path())).into_response()
}

/// All fields of the step: the choices, and what is asked for once they are made.
pub(super) fn questions(formation: Option<&Formation>) -> Vec<Question> {
    let choice = |name| Question::line(name, label_of(name), "");
    let mut all: Vec<_> = CHOICES.into_iter().map(choice).collect();
    all.extend(formation.map(formation::questions).unwrap_or_default());
    all
}

/// The questions, with what people read of the choices in which two registrations differ. A formation that left the
/// catalogue keeps its code.
pub(super) async fn in_words(
    state: &State,
    questions: &[Question],
    both: [&Registration; 2],
) -> Result<Vec<Question>, Response> {
    let mut told = questions.to_vec();
    for (at, choice) in CHOICES.into_iter().enumerate() {
        let [mine, kept] = both.map(|one| one.content.value(choice));
        let Some(question) = told.iter_mut().find(|one| one.name == choice && mine != kept) else { continue };
        let mut options = Vec::new();
        for one in both {
            if let Some(selection) = one.selection {
                let entries = entries(state, &one.content, selection, at).await?;
                options.extend(entries.into_iter().map(|(value, label)| (value.into(), label.into())));
            }
        }
        question.control = Control::Choice(options);
    }
    Ok(told)
}

fn label_of(choice: &str) -> &'static str {
    match choice {
        "agency" => "choice-agency",
        "formation_kind" => "choice-kind",
        "education" => "choice-education",
        "position" => "choice-position",
        _ => "choice-place",
    }
}

fn not_chosen(content: &Content) -> FieldError {
    let name = CHOICES.into_iter().find(|choice| content.value(choice).is_empty()).unwrap_or(CHOICES[4]);
    FieldError::labelled(name, language::text(label_of(name)), domain::FieldFault::Required)
}

/// Checks the choices that were sent against what there is, from the first on: one that is not in its list is cleared
/// with those that follow it, and a list of one entry chooses itself. Returns the formation when all are made.
async fn choose(state: &State, form: &mut StepForm, selection: SelectionKind) -> Result<Option<Formation>, Response> {
    let content = &mut form.opened.registration.content;
    for (at, choice) in CHOICES.into_iter().enumerate() {
        let entries = entries(state, content, selection, at).await?;
        let chosen = content.value(choice).to_owned();
        if entries.iter().any(|(value, _label)| *value == chosen) {
            continue;
        }
        for following in CHOICES.into_iter().skip(at) {
            content.set(following, "");
        }
        match entries.as_slice() {
            [(only, _label)] if at > 0 => {
                content.set(choice, only);
            }
            _ => return Ok(None),
        }
    }
    let Ok(id) = content.value(CHOICES[4]).parse::<Uuid>() else { return Ok(None) };
    let found = crate::store::formations::find(&state.pool, id).await.map_err(|error| failed(&error.into()))?;
    Ok(found.filter(|(_, withdrawn)| !withdrawn).map(|(formation, _)| formation))
}

/// The entries of a list, by the choices before it.
async fn entries(
    state: &State,
    content: &Content,
    selection: SelectionKind,
    at: usize,
) -> Result<Vec<Entry>, Response> {
    if at == 0 {
        return choices::agencies(&state.pool, selection).await.map_err(|error| failed(&error.into()));
    }
    let [agency, kind, education, position, _] = CHOICES.map(|choice| content.value(choice));
    let narrowed = match at {
        1 => ["", "", ""],
        2 => [kind, "", ""],
        3 => [kind, education, ""],
        _ => [kind, education, position],
    };
    let found = choices::of_agency(&state.pool, selection, agency, narrowed).await;
    let entry = |one: Choosable| match at {
        1 => (one.kind.clone(), one.kind),
        2 => (one.education_code, one.education),
        3 => (one.position.clone(), one.position),
        _ => (one.id.to_string(), one.place),
    };
    Ok(found.map_err(|error| failed(&error.into()))?.into_iter().map(entry).collect())
}

impl Lists {
    /// The lists up to the first from which nothing is chosen.
    async fn of(state: &State, content: &Content, selection: SelectionKind) -> Result<Self, Response> {
        let mut questions = Vec::with_capacity(CHOICES.len());
        for (at, name) in CHOICES.into_iter().enumerate() {
            let entries = entries(state, content, selection, at).await?;
            let options = entries.into_iter().map(|(value, label)| (value.into(), label.into())).collect();
            questions.push(Question::line(name, label_of(name), "").with(Control::Choice(options)));
            if content.value(name).is_empty() {
                break;
            }
        }
        Ok(Self { questions })
    }
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
            let lists = Lists::of(state, content, selection).await?;
            vec![Section {
                about: language::text("choice-formation.about"),
                fields: lists.questions.iter().map(view).collect(),
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
