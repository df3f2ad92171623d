//! `GET` and `POST /petugas/aktivasi`: a password is chosen with a one-time code. The code comes with a link or is typed; it is sent in the
//! body, and what is logged of an address is its route, not the code.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderMap, StatusCode};
use officers::{Activated, Password};
use serde::Deserialize;
use web::{FieldView, Html, Page, Path, Problem, SummaryLine};

use crate::pages::door::{Door, DoorForm};
use crate::pages::fields::{SecretView, line, summary};
use crate::pages::signed_in::problem;
use crate::pages::{Frame, SIGN_IN};
use crate::{App, texts};

#[derive(Template)]
#[template(path = "activation.html")]
struct ActivationPage {
    page: Page,
    csrf: String,
    errors: Vec<SummaryLine>,
    name: String,
    code: String,
    code_field: FieldView,
    password: SecretView,
    repeated: SecretView,
}

/// What the page sends.
#[derive(Deserialize)]
pub(in crate::pages) struct Chosen {
    #[serde(default)]
    kode: String,
    #[serde(default)]
    sandi: String,
    #[serde(default)]
    ulangi: String,
}

/// What is told about an attempt.
#[derive(Default)]
struct Told {
    code: String,
    code_error: String,
    password_error: String,
    repeated_error: String,
    /// Whose code it is.
    name: String,
}

pub(in crate::pages) async fn show_activation(headers: HeaderMap) -> Result<Response, Problem> {
    draw(&headers, Told::default(), StatusCode::OK)
}

pub(in crate::pages) async fn show_activation_link(
    State(app): State<App>,
    headers: HeaderMap,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    match app.officers.activation(&code).await.map_err(|failure| problem(&failure))? {
        Some(activation) => draw(&headers, Told { name: activation.name, code, ..Told::default() }, StatusCode::OK),
        None => draw(&headers, Told { code_error: texts::UNKNOWN_ACTIVATION.to_owned(), ..Told::default() }, StatusCode::NOT_FOUND),
    }
}

pub(in crate::pages) async fn activate(
    State(app): State<App>,
    headers: HeaderMap,
    DoorForm(chosen): DoorForm<Chosen>,
) -> Result<Response, Problem> {
    let code = chosen.kode;
    let unknown = || Told { code_error: texts::UNKNOWN_ACTIVATION.to_owned(), ..Told::default() };
    let Some(activation) = app.officers.activation(&code).await.map_err(|failure| problem(&failure))? else {
        return draw(&headers, unknown(), StatusCode::UNPROCESSABLE_ENTITY);
    };
    let name = activation.name.clone();
    if chosen.sandi != chosen.ulangi {
        let told = Told { name, code, repeated_error: texts::PASSWORDS_DIFFER.to_owned(), ..Told::default() };
        return draw(&headers, told, StatusCode::UNPROCESSABLE_ENTITY);
    }
    match app.officers.activate(&code, &activation, &Password::new(chosen.sandi)).await.map_err(|failure| problem(&failure))? {
        Activated::Yes => Ok(Redirect::to(&format!("{SIGN_IN}?karena=aktif")).into_response()),
        Activated::Gone => draw(&headers, unknown(), StatusCode::UNPROCESSABLE_ENTITY),
        Activated::Faults(faults) => {
            let told = Told { name, code, password_error: texts::password_faults(&faults), ..Told::default() };
            draw(&headers, told, StatusCode::UNPROCESSABLE_ENTITY)
        }
    }
}

fn draw(headers: &HeaderMap, told: Told, status: StatusCode) -> Result<Response, Problem> {
    let door = Door::of(headers)?;
    let page = ActivationPage {
        page: Frame::page(),
        csrf: door.csrf(),
        errors: summary([("kode", &told.code_error), ("sandi", &told.password_error), ("ulangi", &told.repeated_error)]),
        name: told.name,
        code: told.code,
        code_field: line("kode", texts::ONE_TIME_CODE, "text", "off", "", &told.code_error),
        password: SecretView {
            name: "sandi",
            label: texts::NEW_PASSWORD,
            help: "",
            error: told.password_error,
            autocomplete: "new-password",
        },
        repeated: SecretView {
            name: "ulangi",
            label: texts::REPEATED_PASSWORD,
            help: "",
            error: told.repeated_error,
            autocomplete: "new-password",
        },
    };
    Ok(door.keep(Html::personal(page).status(status).into_response()))
}
