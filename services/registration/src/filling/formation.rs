//! 3. Mendaftar Formasi.

use domain::{FieldError, SelectionKind};
use uuid::Uuid;

use super::{Button, Filled, NotFilled, Told};
use crate::catalogue::Formation;
use crate::opened::NotOpened;
use crate::registrations::{Content, Registration};
use crate::state::State;
use crate::steps::formation::{self, CHOICES};
use crate::steps::{Control, Question, Step};
use crate::store::choices::{self, Choosable, Entry};

/// Saves and judges the step: first the choices that lead to a formation, then what it asks for. `again` lets go of the
/// formation.
///
/// # Errors
/// [`NotFilled`].
pub(crate) async fn fill(state: &State, mut told: Told) -> Result<Filled, NotFilled> {
    let Some(selection) = told.opened.registration.selection else {
        return Err(NotOpened::Early(Step::Selection).into());
    };
    let formation = told.opened.formation(state).await?;
    let questions = questions(formation.as_ref());
    match &formation {
        Some(formation) => told.check_names(&formation::questions(formation))?,
        None => told.check_names(&questions)?,
    }
    told.take(&questions);
    if told.button.is_own("again") {
        let registration = &mut told.opened.registration;
        for choice in CHOICES {
            registration.content.set(choice, "");
        }
        registration.formation = None;
        return told.save(state, Step::Formation, questions, (true, Vec::new())).await;
    }
    let Some(formation) = formation else { return narrow(state, told, selection, questions).await };
    let content = &told.opened.registration.content;
    let errors = formation::read(content, &formation, &told.opened.asker(state));
    told.settle(Step::Formation, errors.is_empty());
    let is_own = matches!(told.button, Button::Own(_));
    let stays = is_own || told.button == Button::Next && !errors.is_empty();
    let errors = if is_own { Vec::new() } else { errors };
    told.save(state, Step::Formation, questions, (stays, errors)).await
}

/// Takes the choices, as far as they lead.
async fn narrow(
    state: &State,
    mut told: Told,
    selection: SelectionKind,
    questions: Vec<Question>,
) -> Result<Filled, NotFilled> {
    let chosen = choose(state, &mut told, selection).await?;
    let errors = match &chosen {
        Some(formation) => formation::who_may(formation, &told.opened.asker(state), &told.opened.registration.content),
        None => Vec::new(),
    };
    if errors.is_empty() {
        told.opened.registration.formation = chosen.map(|formation| formation.id);
    }
    let next = told.button == Button::Next && told.opened.registration.formation.is_none() && errors.is_empty();
    told.settle(Step::Formation, false);
    let stays = !matches!(told.button, Button::Keep | Button::Before);
    let errors = if next { vec![not_chosen(&told.opened.registration.content)] } else { errors };
    told.save(state, Step::Formation, questions, (stays, errors)).await
}

/// The lists from which a person narrows down to a formation, up to the first from which nothing is chosen.
///
/// # Errors
/// When the database is away.
pub(crate) async fn lists(
    state: &State,
    content: &Content,
    selection: SelectionKind,
) -> Result<Vec<Question>, NotOpened> {
    let mut questions = Vec::with_capacity(CHOICES.len());
    for (at, name) in CHOICES.into_iter().enumerate() {
        let entries = entries(state, content, selection, at).await?;
        let options = entries.into_iter().map(|(value, label)| (value.into(), label.into())).collect();
        questions.push(Question::line(name, label_of(name), "").with(Control::Choice(options)));
        if content.value(name).is_empty() {
            break;
        }
    }
    Ok(questions)
}

/// All fields of the step: the choices, and what is asked for once they are made.
pub(crate) fn questions(formation: Option<&Formation>) -> Vec<Question> {
    let choice = |name| Question::line(name, label_of(name), "");
    let mut all: Vec<_> = CHOICES.into_iter().map(choice).collect();
    all.extend(formation.map(formation::questions).unwrap_or_default());
    all
}

/// Id of what a choice is called.
pub(crate) fn label_of(choice: &str) -> &'static str {
    match choice {
        "agency" => "choice-agency",
        "formation_kind" => "choice-kind",
        "education" => "choice-education",
        "position" => "choice-position",
        _ => "choice-place",
    }
}

/// Tells at the first choice that is not made that it is to be made.
pub(crate) fn not_chosen(content: &Content) -> FieldError {
    let name = CHOICES.into_iter().find(|choice| content.value(choice).is_empty()).unwrap_or(CHOICES[4]);
    FieldError::labelled(name, language::text(label_of(name)), domain::FieldFault::Required)
}

/// Checks the choices that were sent against what there is, from the first on: one that is not in its list is cleared
/// with those that follow it, and a list of one entry chooses itself. Returns the formation when all are made.
async fn choose(state: &State, told: &mut Told, selection: SelectionKind) -> Result<Option<Formation>, NotOpened> {
    let content = &mut told.opened.registration.content;
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
    let found = crate::store::formations::find(&state.pool, id).await?;
    Ok(found.filter(|(_, withdrawn)| !withdrawn).map(|(formation, _)| formation))
}

/// The questions, with what people read of the choices in which two registrations differ. A formation that left the
/// catalogue keeps its code.
///
/// # Errors
/// [`NotOpened`].
pub(super) async fn in_words(
    state: &State,
    mut questions: Vec<Question>,
    both: [&Registration; 2],
) -> Result<Vec<Question>, NotOpened> {
    for (at, choice) in CHOICES.into_iter().enumerate() {
        let [told, kept] = both.map(|one| one.content.value(choice));
        let Some(question) = questions.iter_mut().find(|one| one.name == choice && told != kept) else { continue };
        let mut options = Vec::new();
        for one in both {
            if let Some(selection) = one.selection {
                let entries = entries(state, &one.content, selection, at).await?;
                options.extend(entries.into_iter().map(|(value, label)| (value.into(), label.into())));
            }
        }
        question.control = Control::Choice(options);
    }
    Ok(questions)
}

/// The entries of a list, by the choices before it.
async fn entries(
    state: &State,
    content: &Content,
    selection: SelectionKind,
    at: usize,
) -> Result<Vec<Entry>, NotOpened> {
    if at == 0 {
        return Ok(choices::agencies(&state.pool, selection).await?);
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
    Ok(found?.into_iter().map(entry).collect())
}
