//! `GET` and `POST /petugas/aktivasi`: a password is chosen with a one-time code. The code comes with a link or is
//! typed; it is sent in the body, and what is logged of an address is its route, not the code.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderMap, StatusCode};
use officers::{Activated, Password};
use serde::Deserialize;
use web::entry::{Door, DoorForm};
use web::pages::summary;
use web::{FieldView, Html, Page, Path, SecretView, SummaryLine};

use super::attempt::{retry_after, whole_seconds};
use super::knock::Knock;
use crate::error::Error;
use crate::pages::Frame;
use crate::pages::addresses::SIGN_IN;
use crate::{App, texts};

#[derive(Template)]
#[template(path = "activation.html")]
struct ActivationPage {
    page: Page,
    csrf: String,
    errors: Vec<SummaryLine>,
    name: String,
    code: String,
    /// A code of the phone, or a recovery code, is needed, too.
    asks_proof: bool,
    proof: FieldView,
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
    #[serde(default)]
    kode_ponsel: String,
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
    asks_proof: bool,
    proof_error: String,
}

pub(in crate::pages) async fn show_activation(headers: HeaderMap) -> Result<Response, Error> {
    draw(&headers, Told::default(), StatusCode::OK)
}

pub(in crate::pages) async fn show_activation_link(
    State(app): State<App>,
    headers: HeaderMap,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    match app.officers.activation(&code).await? {
        Some(activation) => draw(
            &headers,
            Told { name: activation.name, code, asks_proof: activation.asks_proof, ..Told::default() },
            StatusCode::OK,
        ),
        None => draw(
            &headers,
            Told { code_error: texts::UNKNOWN_ACTIVATION.to_owned(), ..Told::default() },
            StatusCode::NOT_FOUND,
        ),
    }
}

pub(in crate::pages) async fn activate(
    State(app): State<App>,
    _knock: Knock,
    headers: HeaderMap,
    DoorForm(chosen): DoorForm<Chosen>,
) -> Result<Response, Error> {
    let code = chosen.kode;
    let unknown = || Told { code_error: texts::UNKNOWN_ACTIVATION.to_owned(), ..Told::default() };
    let Some(activation) = app.officers.activation(&code).await? else {
        return draw(&headers, unknown(), StatusCode::UNPROCESSABLE_ENTITY);
    };
    let (name, asks_proof) = (activation.name.clone(), activation.asks_proof);
    if chosen.sandi != chosen.ulangi {
        let told =
            Told { name, code, asks_proof, repeated_error: texts::PASSWORDS_DIFFER.to_owned(), ..Told::default() };
        return draw(&headers, told, StatusCode::UNPROCESSABLE_ENTITY);
    }
    if asks_proof && chosen.kode_ponsel.trim().is_empty() {
        let told = Told { name, code, asks_proof, proof_error: texts::PROOF_REQUIRED.to_owned(), ..Told::default() };
        return draw(&headers, told, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let password = Password::new(chosen.sandi);
    let activated = app.officers.activate(&code, &activation, &password, &chosen.kode_ponsel).await;
    match activated? {
        Activated::Yes => Ok(Redirect::to(&format!("{SIGN_IN}?karena=aktif")).into_response()),
        Activated::Gone => draw(&headers, unknown(), StatusCode::UNPROCESSABLE_ENTITY),
        Activated::Faults(faults) => {
            let told =
                Told { name, code, asks_proof, password_error: texts::password_faults(&faults), ..Told::default() };
            draw(&headers, told, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Activated::WrongProof => {
            let told = Told { name, code, asks_proof, proof_error: texts::WRONG_CODE.to_owned(), ..Told::default() };
            draw(&headers, told, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Activated::Wait(wait) => {
            let told =
                Told { name, code, asks_proof, proof_error: texts::wait(whole_seconds(wait)), ..Told::default() };
            Ok(retry_after(wait, draw(&headers, told, StatusCode::TOO_MANY_REQUESTS)?))
        }
    }
}

fn draw(headers: &HeaderMap, told: Told, status: StatusCode) -> Result<Response, Error> {
    let door = Door::of::<App>(headers)?;
    let page = ActivationPage {
        page: Frame::page(),
        csrf: door.csrf(),
        errors: summary([
            ("kode", &told.code_error),
            ("sandi", &told.password_error),
            ("ulangi", &told.repeated_error),
            ("kode_ponsel", &told.proof_error),
        ]),
        asks_proof: told.asks_proof,
        proof: FieldView::line("kode_ponsel", texts::PROOF_CODE, "text", "one-time-code", "", &told.proof_error),
        name: told.name,
        code: told.code,
        code_field: FieldView::line("kode", texts::ONE_TIME_CODE, "text", "off", "", &told.code_error),
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
