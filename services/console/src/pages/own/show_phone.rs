//! `GET /petugas/ponsel`: the new phone that the console offers, for the officer to scan.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use officers::Officer;
use web::pages::{qr_code, summary};
use web::{FieldView, Html, Page, SummaryLine};

use crate::pages::addresses::OWN_ACCOUNT;
use crate::pages::{Frame, Section};
use crate::problems::Error;
use crate::{State, texts};

#[derive(Template)]
#[template(path = "own_phone.html")]
struct PhonePage {
    page: Page,
    frame: Frame,
    errors: Vec<SummaryLine>,
    qr_svg: String,
    secret: String,
    code: FieldView,
}

pub(in crate::pages) async fn show_phone(state: State, officer: Officer) -> Result<Response, Error> {
    draw(&state, &officer, "", StatusCode::OK).await
}

/// The page with what is wrong.
pub(super) async fn with(state: &State, officer: &Officer, error: &str) -> Result<Response, Error> {
    draw(state, officer, error, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// Back to the account: nothing is offered, or not any more.
pub(super) fn nothing_offered() -> Response {
    Redirect::to(&format!("{OWN_ACCOUNT}?karena=ponsel")).into_response()
}

async fn draw(state: &State, officer: &Officer, error: &str, status: StatusCode) -> Result<Response, Error> {
    let Some(offer) = state.officers.offered_phone(officer).await? else {
        return Ok(nothing_offered());
    };
    let page = PhonePage {
        page: Frame::page(),
        frame: Frame::new(officer, Section::Own),
        errors: summary([("kode", error)]),
        qr_svg: qr_code(&offer.uri),
        secret: offer.secret,
        code: FieldView::line("kode", texts::FIRST_CODE, "digits", "one-time-code", "", error),
    };
    Ok(Html::personal(page).status(status).into_response())
}
