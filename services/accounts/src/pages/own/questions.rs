//! `GET` and `POST /akun/pertanyaan`: the applicant chooses other security questions and answers.

use applicants::SignedForm;
use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract;
use axum::response::{IntoResponse as _, Redirect, Response};
use credentials::Password;
use domain::FieldError;
use domain::time::wib_in_words;
use http::{HeaderValue, StatusCode, header};
use web::pages::SecretView;
use web::{FieldView, Html, Page, Problem, Query, SummaryLine};

use super::{Arriving, HOME, QUESTIONS, SessionLine, Top};
use crate::access::{NotSet, SignedIn};
use crate::pages::entrance::problem;
use crate::pages::second_page;
use crate::pages::second_typed::{QUESTIONS as FIELDS, Typed, error};
use crate::pages::sign_in_page::{seconds, wait_text};
use crate::state::State;

/// Name of the field for the password.
const PASSWORD: &str = "old_password";

#[derive(Template)]
#[template(path = "own_questions.html")]
struct QuestionsPage {
    page: Page,
    session: SessionLine,
    top: Top,
    /// Since when they can be changed again, in words; empty when they can.
    cooling: String,
    errors: Vec<SummaryLine>,
    action: String,
    password: SecretView,
    questions: [FieldView; 4],
}

pub(in crate::pages) async fn show(
    extract::State(state): extract::State<Arc<State>>,
    person: SignedIn,
    Query(arriving): Query<Arriving>,
) -> Result<Response, Problem> {
    let message = if arriving.karena == "ganti" { language::text("own-questions-changed") } else { "" };
    draw(&state, &person, (message, &Typed::default()), &[], StatusCode::OK).await
}

pub(in crate::pages) async fn change(
    extract::State(state): extract::State<Arc<State>>,
    SignedForm { person, form }: SignedForm<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let typed = Typed(form);
    let account = state.access.applicants.account(person.account).await.map_err(|failure| problem(&failure))?;
    let Some(account) = account else { return Ok(Redirect::to(&language::path(HOME)).into_response()) };
    let mut errors = Vec::new();
    let password = Password::new(typed.value(PASSWORD).to_owned());
    if password.is_empty() {
        errors.push(error(PASSWORD, "required", "sign-in-password.missing"));
    }
    let answers = typed.answers(&account.applicant.personal(), &mut errors);
    let (Some(answers), true) = (answers, errors.is_empty()) else {
        return draw(&state, &person, ("", &typed), &errors, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    match state.access.change_questions(&person, &password, &answers).await {
        Ok(()) => Ok(Redirect::to(&language::path(&format!("{QUESTIONS}?karena=ganti"))).into_response()),
        Err(NotSet::Cooling) => draw(&state, &person, ("", &typed), &[], StatusCode::CONFLICT).await,
        Err(NotSet::WrongPassword) => {
            let errors = [error(PASSWORD, "wrong", "own-questions.wrong")];
            draw(&state, &person, ("", &typed), &errors, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(NotSet::Wait(wait)) => {
            let wait = seconds(wait);
            let message = wait_text(state.clock.now(), wait);
            let errors = [FieldError { field: PASSWORD.to_owned(), code: "wait", message }];
            let mut page = draw(&state, &person, ("", &typed), &errors, StatusCode::TOO_MANY_REQUESTS).await?;
            page.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait));
            Ok(page)
        }
        Err(NotSet::Failure(failure)) => Err(problem(&failure)),
    }
}

/// Draws the form, or until when there is none. What was answered is never filled in again.
async fn draw(
    state: &State,
    person: &SignedIn,
    (message, typed): (&'static str, &Typed),
    errors: &[FieldError],
    status: StatusCode,
) -> Result<Response, Problem> {
    let (cools_until, _) = state.access.standing(person.account).await.map_err(|failure| problem(&failure))?;
    let error = |name: &str| {
        let found = errors.iter().find(|error| error.field == name);
        found.map(|error| error.message.clone()).unwrap_or_default()
    };
    let places = [PASSWORD].into_iter().chain(FIELDS.into_iter().flat_map(|(question, answer)| [question, answer]));
    let line = |place: &str| {
        let error = errors.iter().find(|error| error.field == place)?;
        Some(SummaryLine { target: place.to_owned(), text: error.message.clone() })
    };
    let mut questions = second_page::questions(typed, error);
    for field in questions.iter_mut().filter(|field| field.control == "text") {
        field.value = String::new();
    }
    let page = QuestionsPage {
        page: state.own_page(),
        session: SessionLine::of(person),
        top: Top::below_home(language::text("own-questions"), message),
        cooling: cools_until.map(wib_in_words).unwrap_or_default(),
        errors: places.filter_map(line).collect(),
        action: language::path(QUESTIONS).into_owned(),
        password: SecretView {
            name: PASSWORD,
            label: language::text("sign-in-password"),
            help: language::text("own-questions.password"),
            error: error(PASSWORD),
            faults: Vec::new(),
            autocomplete: "current-password",
        },
        questions,
    };
    Ok(Html::personal(page).status(status).into_response())
}
