//! `GET` and `POST /petugas/aktivasi`: an officer chooses a password with a one-time code. The officer follows the
//! code's address or types the code. The browser sends it in the body, and the log of an address has its route, not the
//! code.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderMap, StatusCode};
use officers::{Activated, Password};
use serde::Deserialize;
use web::entry::{Door, DoorForm};
use web::pages::summary;
use web::{FieldView, Html, Page, Path, SecretView, SummaryLine};

use super::attempt::{retry_after, whole_seconds};
use super::within_limit::WithinLimit;
use crate::pages::Frame;
use crate::pages::addresses::SIGN_IN;
use crate::problems::Error;
use crate::{State, texts};

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

/// What is shown about an attempt.
#[derive(Default)]
struct FormState {
    code: String,
    code_error: String,
    password_error: String,
    password_faults: Vec<String>,
    repeated_error: String,
    /// Whose code it is.
    name: String,
    asks_proof: bool,
    proof_error: String,
}

pub(in crate::pages) async fn show_activation(headers: HeaderMap) -> Result<Response, Error> {
    draw(&headers, FormState::default(), StatusCode::OK)
}

pub(in crate::pages) async fn show_activation_with_code(
    state: State,
    headers: HeaderMap,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    match state.officers.activation(&code).await? {
        Some(activation) => draw(
            &headers,
            FormState { name: activation.name, code, asks_proof: activation.asks_proof, ..FormState::default() },
            StatusCode::OK,
        ),
        None => draw(
            &headers,
            FormState { code_error: texts::UNKNOWN_ONE_TIME_CODE.to_owned(), ..FormState::default() },
            StatusCode::NOT_FOUND,
        ),
    }
}

pub(in crate::pages) async fn activate(
    state: State,
    _within_limit: WithinLimit,
    headers: HeaderMap,
    DoorForm(chosen): DoorForm<Chosen>,
) -> Result<Response, Error> {
    let code = chosen.kode;
    let unknown = || FormState { code_error: texts::UNKNOWN_ONE_TIME_CODE.to_owned(), ..FormState::default() };
    let Some(activation) = state.officers.activation(&code).await? else {
        return draw(&headers, unknown(), StatusCode::UNPROCESSABLE_ENTITY);
    };
    let (name, asks_proof) = (activation.name.clone(), activation.asks_proof);
    if chosen.sandi != chosen.ulangi {
        let shown = FormState {
            name,
            code,
            asks_proof,
            repeated_error: texts::PASSWORDS_DIFFER.to_owned(),
            ..FormState::default()
        };
        return draw(&headers, shown, StatusCode::UNPROCESSABLE_ENTITY);
    }
    if asks_proof && chosen.kode_ponsel.trim().is_empty() {
        let shown =
            FormState { name, code, asks_proof, proof_error: texts::PROOF_REQUIRED.to_owned(), ..FormState::default() };
        return draw(&headers, shown, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let password = Password::new(chosen.sandi);
    let activated = state.officers.activate(&code, &activation, &password, &chosen.kode_ponsel).await;
    match activated? {
        Activated::Yes => Ok(Redirect::to(&format!("{SIGN_IN}?karena=aktif")).into_response()),
        Activated::Gone => draw(&headers, unknown(), StatusCode::UNPROCESSABLE_ENTITY),
        Activated::Faults(faults) => {
            let shown = FormState {
                name,
                code,
                asks_proof,
                password_error: texts::PASSWORD_UNFIT.to_owned(),
                password_faults: texts::password_faults(&faults),
                ..FormState::default()
            };
            draw(&headers, shown, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Activated::WrongProof => {
            let shown =
                FormState { name, code, asks_proof, proof_error: texts::WRONG_CODE.to_owned(), ..FormState::default() };
            draw(&headers, shown, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Activated::Wait(wait) => {
            let shown = FormState {
                name,
                code,
                asks_proof,
                proof_error: texts::wait(whole_seconds(wait)),
                ..FormState::default()
            };
            Ok(retry_after(wait, draw(&headers, shown, StatusCode::TOO_MANY_REQUESTS)?))
        }
    }
}

fn draw(headers: &HeaderMap, shown: FormState, status: StatusCode) -> Result<Response, Error> {
    let door = Door::of::<State>(headers)?;
    let page = ActivationPage {
        page: Frame::page(),
        csrf: door.csrf(),
        errors: summary([
            ("kode", &shown.code_error),
            ("sandi", &shown.password_error),
            ("ulangi", &shown.repeated_error),
            ("kode_ponsel", &shown.proof_error),
        ]),
        asks_proof: shown.asks_proof,
        proof: FieldView::line("kode_ponsel", texts::PROOF_CODE, "text", "one-time-code", "", &shown.proof_error),
        name: shown.name,
        code: shown.code,
        code_field: FieldView::line("kode", texts::ONE_TIME_CODE, "text", "off", "", &shown.code_error),
        password: SecretView {
            name: "sandi",
            label: texts::NEW_PASSWORD,
            help: "",
            error: shown.password_error,
            faults: shown.password_faults,
            autocomplete: "new-password",
        },
        repeated: SecretView {
            name: "ulangi",
            label: texts::REPEATED_PASSWORD,
            help: "",
            error: shown.repeated_error,
            faults: Vec::new(),
            autocomplete: "new-password",
        },
    };
    Ok(door.keep(Html::personal(page).status(status).into_response()))
}
