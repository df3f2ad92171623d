//! `GET` and `POST /akun/data`: whose identity the population register did not confirm corrects it.

use applicants::SignedForm;
use std::sync::Arc;

use askama::Template;
use axum::extract;
use axum::response::{IntoResponse as _, Redirect, Response};
use credentials::Password;
use domain::{Field, FieldError, Guidance, catalogue, guidance};
use http::{HeaderValue, StatusCode, header};
use serde::Deserialize;
use web::pages::SecretView;
use web::{FieldView, Html, Page, Problem, SummaryLine};

use super::home::masked;
use super::{DATA, HOME, SessionLine};
use crate::access::{Confirmation, SignedIn};
use crate::corrections::{self, Corrected, Wrong};
use crate::identity::Outcome;
use crate::pages::entrance::problem as access_problem;
use crate::pages::sign_in_page::{seconds, wait_text};
use crate::pages::typed::{Typed, spec};
use crate::pages::{problem, wrong_identity};
use crate::state::State;

/// What can be corrected, in the order of the page.
const CORRECTED: [Field; 4] = [Field::Kk, Field::FullName, Field::BirthPlace, Field::BirthDate];

#[derive(Template)]
#[template(path = "own_data.html")]
struct DataPage {
    page: Page,
    session: SessionLine,
    action: String,
    back: String,
    /// What the register said of what was just sent: heading and text; "" before.
    heading: &'static str,
    about: &'static str,
    errors: Vec<SummaryLine>,
    /// How often it may be corrected still; "" when it may not.
    left: String,
    nik: String,
    fields: [FieldView; 4],
    password: SecretView,
    guidance: Guidance,
    /// The helpdesk's form for it.
    form: String,
    form_title: &'static str,
}

/// What the page sends. Personal data.
#[derive(Deserialize)]
pub(in crate::pages) struct Correction {
    #[serde(flatten)]
    typed: Typed,
    #[serde(default)]
    password: String,
}

/// What is shown about a correction.
#[derive(Default)]
struct Shown {
    errors: Vec<FieldError>,
    said: Option<Outcome>,
}

pub(in crate::pages) async fn show(
    extract::State(state): extract::State<Arc<State>>,
    person: SignedIn,
) -> Result<Response, Problem> {
    let wrong = corrections::wrong(&state, person.account).await.map_err(|failure| problem(&failure))?;
    let Some(wrong) = wrong else { return Ok(home("")) };
    Ok(draw(&state, &person, &wrong, &Typed::of(&wrong.applicant), &Shown::default(), StatusCode::OK))
}

pub(in crate::pages) async fn correct(
    extract::State(state): extract::State<Arc<State>>,
    SignedForm { person, form }: SignedForm<Correction>,
) -> Result<Response, Problem> {
    let wrong = corrections::wrong(&state, person.account).await.map_err(|failure| problem(&failure))?;
    let Some(wrong) = wrong else { return Ok(home("")) };
    let typed = form.typed.of_nik(&wrong.applicant.identity.nik);
    let refuse = |wrong: &Wrong, shown: &Shown, status| draw(&state, &person, wrong, &typed, shown, status);
    let mut errors = Vec::new();
    let identity = typed.identity(state.clock.today_wib(), &mut errors);
    if form.password.is_empty() {
        errors.push(of_password("required", language::text("sign-in-password.missing").to_owned()));
    }
    let Some(identity) = identity.filter(|_| errors.is_empty()) else {
        return Ok(refuse(&wrong, &Shown { errors, said: None }, StatusCode::UNPROCESSABLE_ENTITY));
    };
    let confirmed = state.access.confirm(&person, &Password::new(form.password)).await;
    match confirmed.map_err(|failure| access_problem(&failure))? {
        Confirmation::Right(_) => {}
        Confirmation::Wrong => {
            let errors = vec![of_password("wrong", language::text("own-data-password.wrong").to_owned())];
            return Ok(refuse(&wrong, &Shown { errors, said: None }, StatusCode::UNPROCESSABLE_ENTITY));
        }
        Confirmation::Wait(wait) => {
            let wait = seconds(wait);
            let errors = vec![of_password("wait", wait_text(state.clock.now(), wait))];
            let mut response = refuse(&wrong, &Shown { errors, said: None }, StatusCode::TOO_MANY_REQUESTS);
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait));
            return Ok(response);
        }
    }
    let corrected = corrections::correct(&state, person.account, wrong, identity).await;
    let said = match corrected.map_err(|failure| problem(&failure))? {
        Corrected::Written => return Ok(home("?karena=data")),
        Corrected::Over => return Ok(Redirect::to(&language::path(DATA)).into_response()),
        Corrected::Refused(outcome) => Some(outcome),
        Corrected::TooMany => None,
    };
    // How often it may be corrected still has changed.
    let wrong = corrections::wrong(&state, person.account).await.map_err(|failure| problem(&failure))?;
    let Some(wrong) = wrong else { return Ok(home("")) };
    Ok(refuse(&wrong, &Shown { errors: Vec::new(), said }, StatusCode::UNPROCESSABLE_ENTITY))
}

fn home(after: &str) -> Response {
    Redirect::to(&language::path(&format!("{HOME}{after}"))).into_response()
}

fn of_password(code: &'static str, message: String) -> FieldError {
    FieldError { field: "password".to_owned(), code, message }
}

/// Draws the page with what was typed. Which value differs is told to nobody, as when an account is made.
fn draw(state: &State, person: &SignedIn, wrong: &Wrong, typed: &Typed, shown: &Shown, status: StatusCode) -> Response {
    let error = |name: &str| {
        let found = shown.errors.iter().find(|error| error.field == name);
        found.map(|error| error.message.clone()).unwrap_or_default()
    };
    let line = |error: &FieldError| SummaryLine { target: error.field.clone(), text: error.message.clone() };
    let (heading, about, slug) = match shown.said {
        Some(outcome) => wrong_identity::words(outcome),
        None => ("", "", wrong_identity::DIFFERS_FORM),
    };
    let field = |field: Field| {
        let view = FieldView::new(spec(field), typed.value(field.as_str()), &error(field.as_str()));
        FieldView { kept: false, ..view }
    };
    let page = DataPage {
        page: state.own_page(),
        session: SessionLine::of(person),
        action: language::path(DATA).into_owned(),
        back: language::path(HOME).into_owned(),
        heading,
        about,
        errors: shown.errors.iter().map(line).collect(),
        left: if wrong.left > 0 { wrong.left.to_string() } else { String::new() },
        nik: masked(&wrong.applicant.identity.nik),
        fields: CORRECTED.map(field),
        password: SecretView {
            name: "password",
            label: language::text("own-data-password"),
            help: language::text("own-data-password.help"),
            error: error("password"),
            faults: Vec::new(),
            autocomplete: "current-password",
        },
        guidance: guidance::for_nik(&wrong.applicant.identity.nik),
        form: language::path(&format!("/formulir/{slug}")).into_owned(),
        form_title: catalogue::by_slug(slug).map_or("", domain::Form::shown_title),
    };
    Html::personal(page).status(status).into_response()
}
