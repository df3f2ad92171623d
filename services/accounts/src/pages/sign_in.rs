//! `GET` and `POST /akun/masuk`: NIK and password.
//!
//! A form without a password only fills in the NIK: the end of making an account leads here by such a form, for a NIK
//! never stands in an address.

use std::sync::Arc;

use askama::Template;
use axum::extract::{self, DefaultBodyLimit, Form, FromRequest as _, Request};
use axum::response::{IntoResponse as _, Redirect, Response};
use captcha::Purpose;
use captcha::http::Answer;
use credentials::{Password, Tally};
use domain::{Field, FieldError, FieldFault, Nik};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Deserialize;
use vault::Secret;
use web::entry::cookies::{self, forget};
use web::entry::{Entrance as _, KeptForm, Onward, ReturnAddress, client, find};
use web::{Html, Page, Problem, Query};

use super::attempt::captcha_texts;
use super::entrance::{device, keep_device, problem};
use super::sign_in_page::{self, Shown, seconds};
use super::typed::spec;
use super::{own, unreadable};
use crate::access::{Access, Attempt, Entered, Visitor};
use crate::measures::{self, SignIn};
use crate::state::State;
use crate::store::freezes::Frozen;

/// Address of the page.
pub(super) const PATH: &str = applicants::SIGN_IN;

/// Longest body: it may carry another form, sealed, that came too late.
const MAX_BODY_BYTES: usize = 256 * 1024;

/// Seconds after which somebody tries again who found too many before the door.
const BUSY_SECONDS: u64 = 10;

#[derive(Template)]
#[template(path = "continue.html")]
struct Continue {
    page: Page,
    csrf: String,
    action: String,
    fields: Vec<(String, String)>,
    long: Vec<String>,
    back: String,
}

/// What an address may bring along.
#[derive(Deserialize)]
pub(super) struct Arriving {
    /// Where somebody was.
    #[serde(default)]
    kembali: String,
    /// What happened before: `keluar` after signing out.
    #[serde(default)]
    karena: String,
}

/// What the page sends. Personal data.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    pub(super) nik: String,
    password: String,
    csrf: String,
    kembali: String,
    kiriman: String,
    captcha_token: String,
    captcha: String,
    captcha_work: String,
    action: String,
}

pub(super) async fn show(
    extract::State(state): extract::State<Arc<State>>,
    Query(arriving): Query<Arriving>,
    request: Request,
) -> Result<Response, Problem> {
    let (network, headers) = (state.public.network_of(&request), request.headers());
    let address = ReturnAddress::read::<State>(&arriving.kembali);
    // The page opens without the database.
    if find(state.as_ref(), headers).await.ok().flatten().is_some() {
        return Ok(Redirect::to(&language::path(address.as_str())).into_response());
    }
    let message = if arriving.karena == "keluar" { language::text("sign-in-out") } else { "" };
    let onward = Onward { address: address.as_str().to_owned(), kept: String::new() };
    let browser = cookies::secret(headers, State::COOKIES.door);
    let asks_captcha = state.access.asks_captcha(network, browser.as_ref()).await.unwrap_or(false);
    let shown = Shown { message, asks_captcha, ..Shown::default() };
    sign_in_page::draw(&state, headers, onward, "", &shown, StatusCode::OK)
}

/// The page for somebody whose session was over when a form came.
pub(super) fn page_with(state: &State, headers: &HeaderMap, onward: Onward) -> Result<Response, Problem> {
    language::same_page(PATH);
    sign_in_page::draw(state, headers, onward, "", &Shown::default(), StatusCode::UNAUTHORIZED)
}

pub(super) async fn sign_in(
    extract::State(state): extract::State<Arc<State>>,
    mut request: Request,
) -> Result<Response, Problem> {
    let (network, headers) = (state.public.network_of(&request), request.headers().clone());
    DefaultBodyLimit::max(MAX_BODY_BYTES).apply(&mut request);
    let read = Form::<Typed>::from_request(request, &()).await;
    let Form(typed) = read.map_err(|rejection| unreadable(&rejection, MAX_BODY_BYTES))?;
    let onward = Onward::read::<State>(&typed.kembali, typed.kiriman.clone());
    let draw = |shown: Shown, status| sign_in_page::draw(&state, &headers, onward.clone(), &typed.nik, &shown, status);
    if typed.action == "prefill" {
        return draw(Shown::default(), StatusCode::OK);
    }
    // Whoever comes back to an old page in a browser that was closed has another door by now.
    let door = cookies::secret(&headers, State::COOKIES.door).filter(|door| door.form_token().is(&typed.csrf));
    let Some(browser) = door else {
        let trouble = language::text("sign-in-old-page").to_owned();
        return draw(Shown { trouble, ..Shown::default() }, StatusCode::FORBIDDEN);
    };
    if typed.action == "new_code" {
        return draw(Shown { asks_captcha: true, ..Shown::default() }, StatusCode::OK);
    }
    if let Err(limited) = state.public.check_sign_in(network) {
        let wait = u64::from(limited.seconds_to_wait().unwrap_or(1));
        let shown = Shown { trouble: sign_in_page::wait_text(state.clock.now(), wait), ..Shown::default() };
        return Ok(retry_after(wait, draw(shown, StatusCode::TOO_MANY_REQUESTS)?));
    }
    let (session, client) = (cookies::secret(&headers, State::COOKIES.session), client(&headers));
    let visitor = Visitor { network, browser, device: device(&headers), session, client };
    let refusal = match typed.attempt(&state, &visitor).await {
        Ok(entered) => {
            measures::signed_in(SignIn::Right);
            return Ok(let_in(&state, &entered, &onward));
        }
        Err(refusal) => refusal,
    };
    measures::signed_in(refusal.outcome());
    let asks_captcha = state.access.asks_captcha(network, Some(&visitor.browser)).await.unwrap_or(false);
    let shown = Shown { asks_captcha, ..Shown::default() };
    match refusal {
        Refusal::Invalid(errors) => draw(Shown { errors, ..shown }, StatusCode::UNPROCESSABLE_ENTITY),
        Refusal::Captcha(errors) => {
            draw(Shown { errors, asks_captcha: true, ..shown }, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Refusal::Frozen(frozen) => draw(Shown { frozen: Some(frozen), ..shown }, StatusCode::FORBIDDEN),
        Refusal::Wait(wait) => {
            let shown = Shown { trouble: sign_in_page::wait_text(state.clock.now(), wait), ..shown };
            Ok(retry_after(wait, draw(shown, StatusCode::TOO_MANY_REQUESTS)?))
        }
        Refusal::Failure(failure) if failure.is_unavailable() => {
            let busy = matches!(failure, credentials::Failure::Busy);
            let trouble = language::text(if busy { "sign-in-busy" } else { "sign-in-away" }).to_owned();
            let response = draw(Shown { trouble, ..shown }, StatusCode::SERVICE_UNAVAILABLE)?;
            Ok(retry_after(BUSY_SECONDS, response))
        }
        Refusal::Failure(failure) => Err(problem(&failure)),
    }
}

/// Why nobody is in.
pub(crate) enum Refusal {
    /// Something is missing or wrong. Of NIK and password together it is not told which.
    Invalid(Vec<FieldError>),
    /// A code against robots is needed.
    Captcha(Vec<FieldError>),
    /// NIK and password are right, and the account is frozen.
    Frozen(Frozen),
    /// So many seconds are to wait.
    Wait(u64),
    Failure(credentials::Failure),
}

impl Refusal {
    pub(crate) fn outcome(&self) -> SignIn {
        match self {
            Self::Invalid(_) => SignIn::Wrong,
            Self::Captcha(_) => SignIn::Captcha,
            Self::Frozen(_) => SignIn::Frozen,
            Self::Wait(_) => SignIn::Paused,
            Self::Failure(credentials::Failure::Busy) => SignIn::Busy,
            Self::Failure(_) => SignIn::Failed,
        }
    }
}

impl From<credentials::Failure> for Refusal {
    fn from(failure: credentials::Failure) -> Self {
        Self::Failure(failure)
    }
}

impl Typed {
    /// What a program sends.
    pub(crate) fn by_program(nik: String, password: String, answer: Answer) -> Self {
        let Answer { token: captcha_token, typed: captcha, work: captcha_work } = answer;
        Self { nik, password, captcha_token, captcha, captcha_work, ..Self::default() }
    }

    /// One attempt. What a person forgot to type costs none.
    pub(crate) async fn attempt(&self, state: &State, visitor: &Visitor) -> Result<Box<Entered>, Refusal> {
        let password = Password::new(self.password.clone());
        let nik = self.read(&password)?;
        let tally = state.access.tally(visitor).await?;
        if Access::needs_captcha(&tally) {
            self.spend_captcha(state, &tally).await?;
        }
        match state.access.enter(&nik, &password, visitor, &tally).await? {
            Attempt::Right(entered) => Ok(entered),
            Attempt::Frozen(frozen) => Err(Refusal::Frozen(frozen)),
            Attempt::Wrong => {
                let message = language::text("sign-in-wrong").to_owned();
                Err(Refusal::Invalid(vec![FieldError { field: "password".to_owned(), code: "wrong", message }]))
            }
            Attempt::Wait(wait) => Err(Refusal::Wait(seconds(wait))),
        }
    }

    fn read(&self, password: &Password) -> Result<Nik, Refusal> {
        let blank = domain::typed::is_blank_text(&self.nik);
        let nik = if blank { Err(FieldFault::Required) } else { Nik::parse(&self.nik) };
        let missing = password.is_empty().then(|| FieldError {
            field: "password".to_owned(),
            code: "required",
            message: language::text("sign-in-password.missing").to_owned(),
        });
        match (nik, missing) {
            (Ok(nik), None) => Ok(nik),
            (nik, missing) => {
                let wrong = nik.err().map(|fault| FieldError::of(spec(Field::Nik), fault));
                Err(Refusal::Invalid(wrong.into_iter().chain(missing).collect()))
            }
        }
    }

    /// A code counts for one attempt.
    async fn spend_captcha(&self, state: &State, tally: &Tally) -> Result<(), Refusal> {
        let answer =
            Answer { token: self.captcha_token.clone(), typed: self.captcha.clone(), work: self.captcha_work.clone() };
        let fault = match state.public.captchas.check(Purpose::SignIn, &answer) {
            Ok(solved) => {
                let attempt = state.clock.new_id();
                let spent = state.spent_captchas.tell(&solved, attempt.as_bytes()).await;
                if spent.map_err(credentials::Failure::from)? {
                    return Ok(());
                }
                captcha_texts().spent()
            }
            Err(wrong) => captcha_texts().fault(wrong),
        };
        state.access.untally(tally).await?;
        Err(Refusal::Captcha(vec![fault]))
    }
}

/// Gives the browser its session, and shows a form that waits.
fn let_in(state: &State, entered: &Entered, onward: &Onward) -> Response {
    let kept = KeptForm::open(&state.vault, State::KEPT_FORM, &onward.kept, entered.account, state.clock.now());
    let mut response = match kept {
        Some(kept) => continue_page(state, &entered.session, kept),
        None if entered.has_ended_oldest && onward.address == own::HOME => {
            Redirect::to(&language::path(own::HOME_OLDEST_ENDED)).into_response()
        }
        None => Redirect::to(&language::path(&onward.address)).into_response(),
    };
    let headers = response.headers_mut();
    headers.append(header::SET_COOKIE, cookies::keep(State::COOKIES.session, entered.session.expose()));
    headers.append(header::SET_COOKIE, forget(State::COOKIES.door));
    if let Some(device) = &entered.device {
        headers.append(header::SET_COOKIE, keep_device(device));
    }
    response
}

fn continue_page(state: &State, session: &Secret, kept: KeptForm) -> Response {
    let page = Continue {
        page: state.own_page(),
        csrf: session.form_token().as_str().to_owned(),
        long: kept.long_texts(),
        action: language::path(&kept.action).into_owned(),
        fields: kept.fields,
        back: language::path(&kept.back).into_owned(),
    };
    Html::personal(page).into_response()
}

/// Says in a header, too, how long to wait.
fn retry_after(seconds: u64, mut response: Response) -> Response {
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}
