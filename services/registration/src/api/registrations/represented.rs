//! A registration as programs see it.

use axum::response::Response;
use domain::FieldError;
use http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use web::{InvalidField, Problem};

use crate::documents::missing;
use crate::filling::{formation as third, selection as second};
use crate::opened::{NotOpened, Opened};
use crate::pages::documents::own::Own;
use crate::registrations::{Content, Standing};
use crate::state::State;
use crate::steps::{Control, Question, Step, biodata, formation, selection};

/// The registration of who is signed in.
#[derive(Serialize, ToSchema)]
pub(super) struct OwnRegistration {
    /// `draft`, `final`, `expired` or `cancelled`.
    #[schema(example = "draft")]
    standing: &'static str,
    /// Goes along with the next change.
    version: i64,
    /// The first step that is not yet right: `biodata`, `selection`, `formation`, `documents` or `resume`.
    #[schema(example = "formation")]
    step: &'static str,
    /// Until when it can be ended: RFC 3339, UTC.
    #[schema(format = "date-time")]
    closes_at: String,
    #[schema(format = "date-time")]
    saved_at: String,
    /// 17 digits, once it is final.
    #[schema(required = true, example = "72600421234567894")]
    number: Option<String>,
    #[schema(required = true, format = "date-time")]
    final_at: Option<String>,
    #[schema(required = true, example = "cpns")]
    selection: Option<&'static str>,
    /// `formasi_id` of the catalogue.
    #[schema(required = true)]
    formation_id: Option<Uuid>,
    steps: Vec<RegistrationStep>,
}

/// One of the five.
#[derive(Serialize, ToSchema)]
struct RegistrationStep {
    #[schema(example = "biodata")]
    step: &'static str,
    is_right: bool,
    /// What it asks for now; documents have a list of their own.
    fields: Vec<StepField>,
    /// What is wrong, or missing; nothing any more once the registration is over.
    errors: Vec<InvalidField>,
}

/// One field of a step.
#[derive(Serialize, ToSchema)]
struct StepField {
    #[schema(example = "height_cm")]
    name: &'static str,
    /// In Indonesian.
    #[schema(example = "Tinggi badan (cm)")]
    label: &'static str,
    is_required: bool,
    /// As it was typed, right or not.
    #[schema(example = "162")]
    value: String,
    /// The values of a field that has no others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    options: Vec<StepOption>,
}

/// What can be chosen.
#[derive(Serialize, ToSchema)]
struct StepOption {
    value: String,
    label: String,
}

/// Answers with the registration.
pub(super) async fn answer(state: &State, opened: Opened, status: StatusCode) -> Result<Response, Problem> {
    let told = OwnRegistration::of(state, opened).await?;
    Ok(super::own(status, told))
}

impl OwnRegistration {
    async fn of(state: &State, opened: Opened) -> Result<Self, Problem> {
        let registration = &opened.registration;
        let (now, content) = (state.clock.now(), &registration.content);
        let is_open = registration.is_open(now);
        let is_over = registration.standing == Standing::Draft && !is_open;
        let reached = registration.step;
        let step = |step: Step, questions: Vec<Question>, errors: Vec<FieldError>| RegistrationStep {
            step: step.code(),
            is_right: step < reached,
            fields: questions.iter().map(|question| StepField::of(question, content)).collect(),
            errors: if is_open { errors.into_iter().map(InvalidField::from).collect() } else { Vec::new() },
        };
        let kinds = second::open(state, &second::dated(state, &opened).await?);
        let (questions, errors) = chosen(state, &opened).await?;
        let mut steps = vec![
            step(Step::Biodata, biodata::questions(), biodata::read(content)),
            step(Step::Selection, selection::questions(&kinds), selection::read(content, &kinds).1),
            step(Step::Formation, questions, errors),
        ];
        let mut told = Self {
            standing: if is_over { Standing::Expired } else { registration.standing }.as_str(),
            version: registration.version,
            step: reached.code(),
            closes_at: registration.deadline(now).closes_at.to_string(),
            saved_at: registration.saved_at.to_string(),
            number: registration.number.clone(),
            final_at: registration.final_at.map(|at| at.to_string()),
            selection: registration.selection.map(domain::SelectionKind::as_str),
            formation_id: registration.formation,
            steps: Vec::new(),
        };
        let documents = if is_open { lacking(state, opened).await? } else { Vec::new() };
        let bare = |step: Step, errors| RegistrationStep {
            step: step.code(),
            is_right: step < reached,
            fields: Vec::new(),
            errors,
        };
        steps.extend([bare(Step::Documents, documents), bare(Step::Resume, Vec::new())]);
        told.steps = steps;
        Ok(told)
    }
}

/// What the third step asks for now, and what is wrong with it.
async fn chosen(state: &State, opened: &Opened) -> Result<(Vec<Question>, Vec<FieldError>), NotOpened> {
    let content = &opened.registration.content;
    if let Some(chosen) = opened.formation(state).await? {
        let errors = formation::read(content, &chosen, &opened.asker(state));
        return Ok((formation::questions(&chosen), errors));
    }
    let Some(kind) = opened.registration.selection else { return Ok((Vec::new(), Vec::new())) };
    Ok((third::lists(state, content, kind).await?, vec![third::not_chosen(content)]))
}

/// One fault for each document that keeps somebody from ending.
async fn lacking(state: &State, opened: Opened) -> Result<Vec<InvalidField>, Problem> {
    let own = match Own::with(state, opened).await {
        Ok(own) => own,
        Err(NotOpened::Early(_)) => return Ok(Vec::new()),
        Err(not_opened) => return Err(not_opened.into()),
    };
    let standings = own.standings(state).await?;
    let fault = |label: String| language::fill("resume-wrong.document", &[("document", &label)]);
    let lacks = missing(&standings).into_iter();
    Ok(lacks.map(|one| invalid(&one.code, "required", fault(one.label.shown()))).collect())
}

/// A fault of a field.
pub(super) fn invalid(field: &str, code: &'static str, message: String) -> InvalidField {
    InvalidField { field: field.to_owned(), code: code.into(), message }
}

impl StepField {
    fn of(question: &Question, content: &Content) -> Self {
        let options = match &question.control {
            Control::Choice(options) => options.as_slice(),
            Control::Line | Control::Digits | Control::Date | Control::Suggested(_) => &[],
        };
        let option = |(value, label): &(std::borrow::Cow<'static, str>, std::borrow::Cow<'static, str>)| StepOption {
            value: value.clone().into_owned(),
            label: label.clone().into_owned(),
        };
        Self {
            name: question.name,
            label: question.called(),
            is_required: question.required,
            value: content.value(question.name).to_owned(),
            options: options.iter().map(option).collect(),
        }
    }
}
