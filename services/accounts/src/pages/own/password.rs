//! `GET` and `POST /akun/password`: the applicant chooses another password.

use applicants::SignedForm;
use std::sync::Arc;

use askama::Template;
use axum::extract;
use axum::response::{IntoResponse as _, Redirect, Response};
use credentials::Password;
use http::{HeaderValue, StatusCode, header};
use serde::Deserialize;
use web::pages::{SecretView, summary};
use web::{Html, Page, Problem, Query, SummaryLine};

use super::{Arriving, PASSWORD, SessionLine, Top};
use crate::access::{NotChanged, SignedIn};
use crate::pages::entrance::{keep_device, problem};
use crate::pages::sign_in_page::{seconds, wait_text};
use crate::state::State;

#[derive(Template)]
#[template(path = "own_password.html")]
struct PasswordPage {
    page: Page,
    session: SessionLine,
    top: Top,
    errors: Vec<SummaryLine>,
    action: String,
    old: SecretView,
    new: SecretView,
    again: SecretView,
}

/// What the page sends.
#[derive(Deserialize)]
pub(in crate::pages) struct Passwords {
    #[serde(default)]
    old_password: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    password_again: String,
}

/// What is wrong with each of them.
#[derive(Default)]
struct Shown {
    message: &'static str,
    old: String,
    new: String,
    faults: Vec<String>,
    again: String,
}

pub(in crate::pages) async fn show(
    extract::State(state): extract::State<Arc<State>>,
    person: SignedIn,
    Query(arriving): Query<Arriving>,
) -> Response {
    let message = if arriving.karena == "ganti" { language::text("own-password-changed") } else { "" };
    draw(&state, &person, Shown { message, ..Shown::default() }, StatusCode::OK)
}

pub(in crate::pages) async fn change(
    extract::State(state): extract::State<Arc<State>>,
    SignedForm { person, form }: SignedForm<Passwords>,
) -> Result<Response, Problem> {
    let refuse = |shown| draw(&state, &person, shown, StatusCode::UNPROCESSABLE_ENTITY);
    let missing = |typed: &str, text| if typed.is_empty() { language::text(text).to_owned() } else { String::new() };
    if form.old_password.is_empty() || form.password.is_empty() {
        let old = missing(&form.old_password, "own-password-old.missing");
        let new = missing(&form.password, "own-password-new.missing");
        return Ok(refuse(Shown { old, new, ..Shown::default() }));
    }
    if form.password != form.password_again {
        let again = language::text("own-password-again.differs").to_owned();
        return Ok(refuse(Shown { again, ..Shown::default() }));
    }
    let (old, new) = (Password::new(form.old_password), Password::new(form.password));
    match state.access.change_password(&person, &old, &new).await {
        Ok(device) => {
            let next = Redirect::to(&language::path(&format!("{PASSWORD}?karena=ganti")));
            let mut response = next.into_response();
            response.headers_mut().extend(device.map(|device| (header::SET_COOKIE, keep_device(&device))));
            Ok(response)
        }
        Err(NotChanged::WrongPassword) => {
            let old = language::text("own-password-old.wrong").to_owned();
            Ok(refuse(Shown { old, ..Shown::default() }))
        }
        Err(NotChanged::Wait(wait)) => {
            let wait = seconds(wait);
            let shown = Shown { old: wait_text(state.clock.now(), wait), ..Shown::default() };
            let mut response = draw(&state, &person, shown, StatusCode::TOO_MANY_REQUESTS);
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait));
            Ok(response)
        }
        Err(NotChanged::Same) => {
            let new = language::text("own-password-new.same").to_owned();
            Ok(refuse(Shown { new, ..Shown::default() }))
        }
        Err(NotChanged::Faults(faults)) => {
            let new = language::text("own-password-new.unfit").to_owned();
            let faults = faults.iter().map(|fault| language::text(fault.text_id()).to_owned()).collect();
            Ok(refuse(Shown { new, faults, ..Shown::default() }))
        }
        Err(NotChanged::Failure(failure)) => Err(problem(&failure)),
    }
}

fn draw(state: &State, person: &SignedIn, shown: Shown, status: StatusCode) -> Response {
    let errors = summary([("old_password", &shown.old), ("password", &shown.new), ("password_again", &shown.again)]);
    let secret = |name, label, error, autocomplete| SecretView {
        name,
        label: language::text(label),
        help: "",
        error,
        faults: Vec::new(),
        autocomplete,
    };
    let page = PasswordPage {
        page: state.own_page(),
        session: SessionLine::of(person),
        top: Top::below_home(language::text("own-password"), shown.message),
        errors,
        action: language::path(PASSWORD).into_owned(),
        old: secret("old_password", "own-password-old", shown.old, "current-password"),
        new: SecretView {
            faults: shown.faults,
            help: language::text("own-password-new.help"),
            ..secret("password", "own-password-new", shown.new, "new-password")
        },
        again: secret("password_again", "own-password-again", shown.again, "new-password"),
    };
    Html::personal(page).status(status).into_response()
}
