//! `GET` and `POST /petugas/masuk/kode`: a code of the phone, or the enrolment of one.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderMap, StatusCode, header};
use officers::{Code, Entered, SecondStep};
use serde::Deserialize;
use vault::Secret;
use web::entry::cookies::forget;
use web::entry::{Entrance as _, KeptForm, Onward};
use web::pages::{qr_code, summary};
use web::{FieldView, Html, Page, Query, SummaryLine};

use super::attempt::{Arriving, Attempt, retry_after, whole_seconds};
use crate::pages::addresses::SIGN_IN;
use crate::pages::{Frame, cookies};
use crate::problems::Error;
use crate::{State, texts};

#[derive(Template)]
#[template(path = "second_step.html")]
struct CodePage {
    page: Page,
    csrf: String,
    errors: Vec<SummaryLine>,
    onward: Onward,
    code: FieldView,
}

#[derive(Template)]
#[template(path = "enrolment.html")]
struct EnrolmentPage {
    page: Page,
    csrf: String,
    errors: Vec<SummaryLine>,
    onward: Onward,
    qr_svg: String,
    secret: String,
    code: FieldView,
}

#[derive(Template)]
#[template(path = "recovery_codes.html")]
pub(in crate::pages) struct RecoveryCodesPage {
    pub(in crate::pages) page: Page,
    pub(in crate::pages) codes: Vec<String>,
    pub(in crate::pages) next: String,
}

#[derive(Template)]
#[template(path = "continue.html")]
struct ContinuePage {
    page: Page,
    csrf: String,
    action: String,
    fields: Vec<(String, String)>,
    long: Vec<String>,
    back: String,
    recovery_codes: Vec<String>,
}

/// What the page sends.
#[derive(Deserialize)]
pub(in crate::pages) struct TypedCode {
    #[serde(default)]
    kode: String,
}

pub(in crate::pages) async fn show_second_step(
    state: State,
    headers: HeaderMap,
    Query(arriving): Query<Arriving>,
) -> Result<Response, Error> {
    let Some(secret) = cookies::session(&headers) else { return Ok(begin_anew()) };
    second_step_page(&state, &secret, Onward::read::<State>(&arriving.kembali, String::new())).await
}

pub(in crate::pages) async fn second_step(
    state: State,
    Attempt { visitor, headers, onward, typed }: Attempt<TypedCode>,
) -> Result<Response, Error> {
    let Some(secret) = cookies::session(&headers) else { return Ok(begin_anew()) };
    if domain::typed::is_blank_text(&typed.kode) {
        return draw(&state, &secret, onward, texts::CODE_REQUIRED, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let error = match state.officers.enter_code(&secret, &typed.kode, &visitor).await? {
        Code::Right(entered) => return let_in(&state, *entered, &onward).await,
        Code::Over => return Ok(begin_anew()),
        Code::Wrong => texts::WRONG_CODE,
        Code::Used => texts::USED_CODE,
        Code::Wait(wait) => {
            let error = texts::wait(whole_seconds(wait));
            return Ok(retry_after(wait, draw(&state, &secret, onward, &error, StatusCode::TOO_MANY_REQUESTS).await?));
        }
    };
    draw(&state, &secret, onward, error, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// The page that the second step begins with.
pub(super) async fn second_step_page(state: &State, secret: &Secret, onward: Onward) -> Result<Response, Error> {
    draw(state, secret, onward, "", StatusCode::OK).await
}

/// Gives the browser its session, and shows what is to be shown once: recovery codes, or a form that waits.
async fn let_in(state: &State, entered: Entered, onward: &Onward) -> Result<Response, Error> {
    let officer = state.officers.signed_in(&entered.session).await?;
    let kept = officer.as_ref().and_then(|officer| {
        KeptForm::open(&state.desks.vault, State::KEPT_FORM, &onward.kept, officer.id, state.now())
    });
    let mut response = match (kept, entered.recovery_codes.is_empty()) {
        (Some(kept), _) => Html::personal(ContinuePage {
            page: Frame::page(),
            csrf: entered.session.form_token().as_str().to_owned(),
            long: kept.long_texts(),
            action: kept.action,
            fields: kept.fields,
            back: kept.back,
            recovery_codes: entered.recovery_codes,
        })
        .into_response(),
        (None, false) => Html::personal(RecoveryCodesPage {
            page: Frame::page(),
            codes: entered.recovery_codes,
            next: onward.address.clone(),
        })
        .into_response(),
        (None, true) => Redirect::to(&onward.address).into_response(),
    };
    let headers = response.headers_mut();
    headers.append(header::SET_COOKIE, cookies::keep_session(&entered.session));
    headers.append(header::SET_COOKIE, forget(State::COOKIES.door));
    if let Some(device) = &entered.device {
        headers.append(header::SET_COOKIE, cookies::keep_device(device));
    }
    Ok(response)
}

async fn draw(
    state: &State,
    secret: &Secret,
    onward: Onward,
    error: &str,
    status: StatusCode,
) -> Result<Response, Error> {
    let Some(step) = state.officers.second_step(secret).await? else {
        return Ok(begin_anew());
    };
    let (page, csrf) = (Frame::page(), secret.form_token().as_str().to_owned());
    let errors = summary([("kode", error)]);
    Ok(match step {
        SecondStep::Code => {
            let mut code = FieldView::line("kode", texts::CODE, "text", "one-time-code", "", error);
            code.autofocus = true;
            Html::personal(CodePage { page, csrf, errors, onward, code }).status(status).into_response()
        }
        SecondStep::Enrolment(offer) => {
            let code = FieldView::line("kode", texts::FIRST_CODE, "digits", "one-time-code", "", error);
            let (qr_svg, secret) = (qr_code(&offer.uri), offer.secret);
            Html::personal(EnrolmentPage { page, csrf, errors, onward, qr_svg, secret, code })
                .status(status)
                .into_response()
        }
    })
}

fn begin_anew() -> Response {
    Redirect::to(&format!("{SIGN_IN}?karena=ulang")).into_response()
}
