//! `GET /pendaftaran/resume`: all of a registration once more, block by block; and its end.
//!
//! "Akhiri Proses Pendaftaran" needs every box ticked, leads to a page that asks once more, and "YA" there ends the
//! registration. After the end the same page is all that can be read of it.

use applicants::{SessionLine, SignedForm, SignedIn};
use askama::Template;
use axum::extract;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::time::wib_in_words;
use http::StatusCode;
use web::{Html, Page, Problem, SummaryLine};

use super::biodata;
use super::elsewhere::{failed, problem, to_overview};
use super::formation::facts as formation_facts;
use super::frame::{Fact, StepFrame};
use super::saving::value;
use super::{Opened, overview};
use crate::catalogue::Formation;
use crate::documents::{self, Answers, Owner, SlotStanding};
use crate::filling::Sent;
use crate::pages::documents::{list_page, problems as document_problems, view_path};
use crate::registrations::{Content, Ended, Hindrance, NotEnded, Registration, Standing};
use crate::state::State;
use crate::steps::{Question, Step, biodata as first, formation as third};

/// Name of the box under the statement.
pub(crate) const STATEMENT: &str = "statement";

/// The blocks, in the order of the guide: name of the box, id of the heading, and the step that changes it.
pub(crate) const BLOCKS: [(&str, &str, Step); 8] = [
    ("block_agency", "resume-agency", Step::Formation),
    ("block_selection", "resume-selection", Step::Selection),
    ("block_position", "resume-position", Step::Formation),
    ("block_person", "resume-person", Step::Biodata),
    ("block_education", "resume-education", Step::Formation),
    ("block_exam", "resume-exam", Step::Formation),
    ("block_documents", "resume-documents", Step::Documents),
    ("block_requirements", "resume-requirements", Step::Documents),
];

/// A block of the page.
struct Block {
    name: &'static str,
    heading: &'static str,
    /// Address of the step that changes it.
    change: String,
    ticked: bool,
    error: String,
    facts: Vec<Fact>,
    documents: Vec<DocumentLine>,
    /// What is said in the place of nothing.
    none: &'static str,
}

/// A document of the block of documents.
struct DocumentLine {
    label: String,
    /// How it stands.
    told: String,
    /// Address of its pages; "" without a file.
    look: String,
}

#[derive(Template)]
#[template(path = "resume.html")]
struct Resume {
    page: Page,
    session: SessionLine,
    errors: Vec<SummaryLine>,
    frame: StepFrame,
    blocks: Vec<Block>,
    statement: bool,
    statement_error: &'static str,
    /// When it was ended; "" for a draft.
    final_at: String,
    number: String,
}

#[derive(Template)]
#[template(path = "resume_confirm.html")]
struct Confirm {
    page: Page,
    session: SessionLine,
    action: String,
    back: String,
    version: i64,
    /// What was ticked, to be sent on.
    ticked: Vec<&'static str>,
}

pub(super) async fn show(extract::State(state): extract::State<State>, person: SignedIn) -> Response {
    let shown = async {
        let opened = Opened::of(&state, person).await?;
        let is_readable =
            opened.registration.standing == Standing::Final || opened.registration.is_open(state.clock.now());
        if !is_readable {
            return Err(to_overview());
        }
        page(&state, &opened, &Vec::new(), Vec::new(), StatusCode::OK).await
    };
    match shown.await {
        Ok(response) | Err(response) => response,
    }
}

/// "Akhiri Proses Pendaftaran", and then "YA".
pub(super) async fn end(extract::State(state): extract::State<State>, form: SignedForm<Sent>) -> Response {
    match ended(&state, form).await {
        Ok(response) | Err(response) => response,
    }
}

async fn ended(state: &State, form: SignedForm<Sent>) -> Result<Response, Response> {
    let SignedForm { person, form: sent } = form;
    let opened = Opened::of(state, person).await?;
    if value(&sent, "action") == "before" {
        return Ok(Redirect::to(&language::path(Step::Documents.path())).into_response());
    }
    if opened.registration.standing == Standing::Final {
        return Ok(done());
    }
    if !opened.registration.is_open(state.clock.now()) {
        let told = overview::Told::NothingChanged;
        return Ok(overview::draw(state, &opened.person, Some(&opened.registration), told));
    }
    let missing = unticked(&sent);
    if !missing.is_empty() {
        return page(state, &opened, &sent, missing, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let version = value(&sent, "version").parse().unwrap_or(0);
    if value(&sent, "action") != "yes" {
        return Ok(confirm(state, &opened, version));
    }
    let traceparent = runtime::telemetry::current_traceparent();
    match state.kept.end(&state.numbers, &opened.account, version, traceparent).await {
        Ok(Ended::Final) => Ok(done()),
        Ok(Ended::Over) => {
            let found = state.kept.find(&opened.account).await.map_err(|failure| failed(&failure))?;
            Ok(overview::draw(state, &opened.person, found.as_ref(), overview::Told::NothingChanged))
        }
        Ok(Ended::Changed) => {
            let told = vec![line("", language::text("resume-wrong.changed").to_owned())];
            page(state, &opened, &Vec::new(), told, StatusCode::CONFLICT).await
        }
        Ok(Ended::Hindered(hindrances)) => {
            let told = hindrances.iter().map(|hindrance| line("", told(hindrance))).collect();
            page(state, &opened, &sent, told, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(failure) => Err(not_ended(&failure).into_response()),
    }
}

/// The way to how the registration stands now.
fn done() -> Response {
    to_overview()
}

/// What people and programs are told when the end could not be.
pub(crate) fn not_ended(failure: &NotEnded) -> Problem {
    match failure {
        NotEnded::Failure(failure) => problem(failure),
        NotEnded::Documents(failure) => document_problems::problem(failure),
        NotEnded::Number(crate::numbers::NoNumber::Database(error)) => crate::problems::of_database(error),
        NotEnded::Number(_) | NotEnded::Frozen(_) => Problem::internal(failure),
    }
}

/// What must be done first, in words.
pub(crate) fn told(hindrance: &Hindrance) -> String {
    match hindrance {
        Hindrance::Step(step) => language::fill("resume-wrong.step", &[("step", &language::text(step.text_id()))]),
        Hindrance::Document(label) => language::fill("resume-wrong.document", &[("document", label)]),
        Hindrance::IdentityRefused => language::text("resume-wrong.refused").to_owned(),
        Hindrance::NotOpen => language::text("resume-wrong.not-open").to_owned(),
    }
}

fn line(target: &str, text: String) -> SummaryLine {
    SummaryLine { target: target.to_owned(), text }
}

fn is_ticked(sent: &Sent, name: &str) -> bool {
    value(sent, name) == "1"
}

/// One line for each box that is not ticked.
pub(crate) fn unticked(sent: &Sent) -> Vec<SummaryLine> {
    let blocks = BLOCKS.into_iter().filter(|(name, ..)| !is_ticked(sent, name)).map(|(name, heading, _step)| {
        line(name, language::fill("resume-tick.missing", &[("block", &language::text(heading))]))
    });
    let statement =
        (!is_ticked(sent, STATEMENT)).then(|| line(STATEMENT, language::text("resume-statement.missing").to_owned()));
    blocks.chain(statement).collect()
}

fn confirm(state: &State, opened: &Opened, version: i64) -> Response {
    let page = Confirm {
        page: state.own_page(),
        session: SessionLine::of(&opened.person),
        action: language::path(Step::Resume.path()).into_owned(),
        back: language::path(Step::Resume.path()).into_owned(),
        version,
        ticked: BLOCKS.into_iter().map(|(name, ..)| name).chain([STATEMENT]).collect(),
    };
    Html::personal(page).into_response()
}

async fn page(
    state: &State,
    opened: &Opened,
    sent: &Sent,
    errors: Vec<SummaryLine>,
    status: StatusCode,
) -> Result<Response, Response> {
    let Some(formation) = opened.formation(state).await? else {
        let step = opened.registration.step.min(Step::Formation);
        return Ok(Redirect::to(&language::path(step.path())).into_response());
    };
    let standings = standings(state, opened, &formation).await?;
    let error = |name: &str| {
        let found = errors.iter().find(|error| error.target == name);
        found.map(|error| error.text.clone()).unwrap_or_default()
    };
    let blocks = BLOCKS.into_iter().map(|(name, heading, step)| Block {
        name,
        heading: language::text(heading),
        change: language::path(step.path()).into_owned(),
        ticked: is_ticked(sent, name),
        error: error(name),
        facts: facts(name, opened, &formation),
        documents: if name == "block_documents" { standings.iter().map(document).collect() } else { Vec::new() },
        none: if name == "block_requirements" { language::text("resume-requirements.none") } else { "" },
    });
    let registration = &opened.registration;
    let page = Resume {
        page: state.own_page(),
        session: SessionLine::of(&opened.person),
        frame: StepFrame::of(state, opened, Step::Resume),
        blocks: blocks.collect(),
        statement: is_ticked(sent, STATEMENT),
        statement_error: if error(STATEMENT).is_empty() { "" } else { language::text("resume-statement.missing") },
        final_at: registration.final_at.map(wib_in_words).unwrap_or_default(),
        number: registration.number.clone().unwrap_or_default(),
        errors,
    };
    Ok(Html::personal(page).status(status).into_response())
}

async fn standings(state: &State, opened: &Opened, formation: &Formation) -> Result<Vec<SlotStanding>, Response> {
    let (account, registration) = (&opened.account, &opened.registration);
    let owner = Owner { registration: registration.id, account: account.id, key: &account.key };
    let slots = documents::slots(formation, Answers::of(&registration.content));
    let found = async {
        let mut connection = state.pool.acquire().await?;
        documents::standings(&mut connection, owner, &slots).await
    };
    found.await.map_err(|failure| document_problems::problem(&failure).into_response())
}

fn document(standing: &SlotStanding) -> DocumentLine {
    let file = standing.file.as_ref();
    DocumentLine {
        label: standing.label.shown(),
        told: list_page::in_a_line(standing),
        look: file.map(|file| view_path(file.id)).unwrap_or_default(),
    }
}

/// What a block shows.
pub(crate) fn facts(block: &str, opened: &Opened, formation: &Formation) -> Vec<Fact> {
    let content = &opened.registration.content;
    let chosen = formation_facts(formation);
    match block {
        "block_agency" => chosen.into_iter().take(1).collect(),
        "block_selection" => {
            let kind = opened.registration.selection.map_or("", domain::SelectionKind::name);
            let mut facts = vec![Fact { label: language::text("selection-kind"), value: kind.to_owned() }];
            facts.extend(chosen.into_iter().skip(1).take(1));
            facts.extend(of_thk2(&opened.registration));
            facts
        }
        "block_position" => chosen.into_iter().skip(3).collect(),
        "block_person" => {
            let mut facts = biodata::facts(&opened.account.applicant);
            facts.extend(answered(&first::questions(), content));
            facts
        }
        "block_education" => {
            let mut facts: Vec<_> = chosen.into_iter().skip(2).take(1).collect();
            let asked: Vec<_> =
                third::questions(formation).into_iter().filter(|one| one.name != "exam_place").collect();
            facts.extend(answered(&asked, content));
            facts
        }
        "block_exam" => {
            let asked: Vec<_> =
                third::questions(formation).into_iter().filter(|one| one.name == "exam_place").collect();
            answered(&asked, content)
        }
        "block_requirements" => {
            let told = |mandatory| if mandatory { "resume-requirements.must" } else { "resume-requirements.may" };
            formation
                .requirements
                .iter()
                .map(|one| Fact { label: language::text(told(one.mandatory)), value: one.label.clone() })
                .collect()
        }
        _ => Vec::new(),
    }
}

fn of_thk2(registration: &Registration) -> Option<Fact> {
    let checked = registration.content.thk2.as_ref()?;
    Some(Fact { label: language::text("selection-thk2-number"), value: checked.number.clone() })
}

/// The answers that were given, in the order of the questions.
fn answered(questions: &[Question], content: &Content) -> Vec<Fact> {
    let answer = |question: &Question| {
        let value = content.value(question.name);
        (!value.trim().is_empty()).then(|| Fact { label: question.called(), value: question.shown(value) })
    };
    questions.iter().filter_map(answer).collect()
}
