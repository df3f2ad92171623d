//! `GET` and `POST /petugas/masuk`: NIP and password.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use domain::time::wib_day;
use http::{HeaderMap, StatusCode, header};
use officers::{FirstStep, Nip, Password};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use web::entry::{Door, Onward, ReturnAddress, find};
use web::pages::summary;
use web::{FieldView, Html, Page, Query, SecretView, SummaryLine};

use super::attempt::{Arriving, Attempt, retry_after, whole_seconds};
use super::second_step::second_step_page;
use crate::pages::addresses::SECOND_STEP;
use crate::pages::{Frame, cookies};
use crate::problems::Error;
use crate::{State, texts};

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    page: Page,
    csrf: String,
    errors: Vec<SummaryLine>,
    message: String,
    onward: Onward,
    nip: FieldView,
    password: SecretView,
}

/// What the page sends.
#[derive(Deserialize)]
pub(in crate::pages) struct Credentials {
    #[serde(default)]
    pub(in crate::pages) nip: String,
    #[serde(default)]
    pub(in crate::pages) sandi: String,
}

/// What is shown about an attempt.
#[derive(Default)]
struct FormState {
    message: String,
    nip: String,
    nip_error: String,
    password_error: String,
}

pub(in crate::pages) async fn show_sign_in(
    state: State,
    headers: HeaderMap,
    Query(arriving): Query<Arriving>,
) -> Result<Response, Error> {
    let address = ReturnAddress::read::<State>(&arriving.kembali);
    if find(&state, &headers).await?.is_some() {
        return Ok(Redirect::to(address.as_str()).into_response());
    }
    let message = match arriving.karena.as_str() {
        "aktif" => texts::ACTIVATED,
        "keluar" => texts::SIGNED_OUT,
        "ulang" => texts::BEGIN_ANEW,
        _ => "",
    };
    let shown = FormState { message: message.to_owned(), ..FormState::default() };
    draw(&headers, Onward::read::<State>(&arriving.kembali, String::new()), shown, StatusCode::OK)
}

pub(in crate::pages) async fn sign_in(
    state: State,
    Attempt { visitor, headers, onward, typed }: Attempt<Credentials>,
) -> Result<Response, Error> {
    let password = Password::new(typed.sandi);
    let nip = Nip::parse(&typed.nip, wib_day(state.now()));
    let password_error = if password.is_empty() { texts::PASSWORD_REQUIRED } else { "" }.to_owned();
    let nip = match nip {
        Ok(nip) if password_error.is_empty() => nip,
        nip => {
            let nip_error = nip.err().map_or("", officers::NipFault::text).to_owned();
            return draw(
                &headers,
                onward,
                FormState { nip: typed.nip, nip_error, password_error, ..FormState::default() },
                StatusCode::UNPROCESSABLE_ENTITY,
            );
        }
    };
    match state.officers.enter_password(&nip, &password, &visitor).await? {
        FirstStep::Right(secret) => {
            let mut response = if onward.kept.is_empty() {
                let address = utf8_percent_encode(&onward.address, NON_ALPHANUMERIC);
                Redirect::to(&format!("{SECOND_STEP}?kembali={address}")).into_response()
            } else {
                // A form that goes along is too large for an address.
                second_step_page(&state, &secret, onward).await?
            };
            response.headers_mut().append(header::SET_COOKIE, cookies::keep_session(&secret));
            Ok(response)
        }
        FirstStep::Wrong => {
            let shown = FormState {
                nip: typed.nip,
                password_error: texts::WRONG_CREDENTIALS.to_owned(),
                ..FormState::default()
            };
            draw(&headers, onward, shown, StatusCode::UNPROCESSABLE_ENTITY)
        }
        FirstStep::Wait(wait) => {
            let shown =
                FormState { nip: typed.nip, password_error: texts::wait(whole_seconds(wait)), ..FormState::default() };
            Ok(retry_after(wait, draw(&headers, onward, shown, StatusCode::TOO_MANY_REQUESTS)?))
        }
    }
}

/// The page for somebody whose session was over when a form came.
pub(in crate::pages) fn sign_in_page_with(headers: &HeaderMap, onward: Onward) -> Result<Response, Error> {
    draw(headers, onward, FormState::default(), StatusCode::UNAUTHORIZED)
}

fn draw(headers: &HeaderMap, onward: Onward, shown: FormState, status: StatusCode) -> Result<Response, Error> {
    let door = Door::of::<State>(headers)?;
    let page = SignInPage {
        page: Frame::page(),
        csrf: door.csrf(),
        errors: summary([("nip", &shown.nip_error), ("sandi", &shown.password_error)]),
        message: shown.message,
        onward,
        nip: FieldView::line("nip", texts::NIP, "digits", "username", &shown.nip, &shown.nip_error),
        password: SecretView {
            name: "sandi",
            label: texts::PASSWORD,
            help: "",
            error: shown.password_error,
            faults: Vec::new(),
            autocomplete: "current-password",
        },
    };
    Ok(door.keep(Html::personal(page).status(status).into_response()))
}
