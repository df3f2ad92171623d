//! `/akun/lupa-password/email`: somebody who forgot the password has a link sent to the e-mail address of the account.
//! The page says and does the same whether the NIK has an account or not: a job looks it up later.

use std::net::IpAddr;
use std::sync::Arc;

use askama::Template;
use axum::extract::{self, DefaultBodyLimit, Form, FromRequest as _, Request};
use axum::response::{IntoResponse as _, Redirect, Response};
use captcha::http::{Answer, CODE_FIELD};
use captcha::{Purpose, Solved};
use domain::time::wib_in_words;
use domain::{Field, FieldError, FieldFault, Nik, typed};
use http::{HeaderValue, StatusCode, header};
use jiff::Timestamp;
use serde::Deserialize;
use vault::{Index, Vault};
use web::{CaptchaView, FieldView, Html, Page, Problem, SummaryLine};

use super::attempt::captcha_texts;
use super::sign_in_page::seconds;
use super::typed::spec;
use super::{problem, sign_in, unreadable};
use crate::state::State;
use crate::store::link_requests;

/// Address of the page.
pub(super) const PATH: &str = "/akun/lupa-password/email";
/// Address of the page that says what happens next.
pub(super) const ASKED: &str = "/akun/lupa-password/email/diminta";

/// Longest body: a short field and a token.
const MAX_BODY_BYTES: usize = 8 * 1024;
/// Links in an hour for one NIK.
const OF_NIK: i32 = 3;
/// Links in an hour that one network asks for.
const OF_NETWORK: i32 = 20;

#[derive(Template)]
#[template(path = "by_email.html")]
struct ByEmail {
    page: Page,
    action: String,
    trouble: String,
    errors: Vec<SummaryLine>,
    nik: FieldView,
    captcha: CaptchaView,
}

#[derive(Template)]
#[template(path = "link.html")]
struct Asked {
    page: Page,
    heading: &'static str,
    about: &'static str,
    button: &'static str,
    action: String,
    onward: String,
}

/// What the page sends. Personal data.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    nik: String,
    captcha_token: String,
    captcha: String,
    captcha_work: String,
    action: String,
}

/// What became of a request.
enum Outcome {
    /// It is written down, or the NIK had too many: nobody learns which.
    Asked,
    /// Too many came from the network; the next one may come then.
    TooMany(Timestamp),
    /// Somebody else used this code.
    Spent,
}

pub(super) async fn show(extract::State(state): extract::State<Arc<State>>) -> Result<Response, Problem> {
    draw(&state, StatusCode::OK, &Sent::default(), &[], String::new())
}

pub(super) async fn asked(extract::State(state): extract::State<Arc<State>>) -> Response {
    let page = Asked {
        page: state.page_of("sign-in"),
        heading: language::text("by-email-asked"),
        about: language::text("by-email-asked.about"),
        button: "",
        action: String::new(),
        onward: language::path(sign_in::PATH).into_owned(),
    };
    Html::shared(page).into_response()
}

pub(super) async fn ask(
    extract::State(state): extract::State<Arc<State>>,
    mut request: Request,
) -> Result<Response, Problem> {
    let network = state.public.network_of(&request);
    DefaultBodyLimit::max(MAX_BODY_BYTES).apply(&mut request);
    let read = Form::<Sent>::from_request(request, &()).await;
    let Form(sent) = read.map_err(|rejection| unreadable(&rejection, MAX_BODY_BYTES))?;
    let again = |status, errors: &[FieldError], trouble| draw(&state, status, &sent, errors, trouble);
    if sent.action == "new_code" {
        return again(StatusCode::OK, &[], String::new());
    }
    let blank = typed::is_blank_text(&sent.nik);
    let nik = if blank { Err(FieldFault::Required) } else { Nik::parse(&sent.nik) };
    let solved = state.public.captchas.check(Purpose::NewPassword, &sent.answer());
    let (nik, solved) = match (nik, solved) {
        (Ok(nik), Ok(solved)) => (nik, solved),
        (nik, solved) => {
            let nik = nik.err().map(|fault| FieldError::of(spec(Field::Nik), fault));
            let solved = solved.err().map(|wrong| captcha_texts().fault(wrong));
            let errors: Vec<_> = nik.into_iter().chain(solved).collect();
            return again(StatusCode::UNPROCESSABLE_ENTITY, &errors, String::new());
        }
    };
    match write(&state, &nik, network, &solved).await {
        Ok(Outcome::Asked) => Ok(Redirect::to(&language::path(ASKED)).into_response()),
        Ok(Outcome::Spent) => again(StatusCode::UNPROCESSABLE_ENTITY, &[captcha_texts().spent()], String::new()),
        Ok(Outcome::TooMany(until)) => {
            let trouble = language::fill("by-email-too-many", &[("at", &wib_in_words(until))]);
            let mut page = again(StatusCode::TOO_MANY_REQUESTS, &[], trouble)?;
            let wait = seconds(until.duration_since(state.clock.now()));
            page.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait));
            Ok(page)
        }
        Err(error) if database::is_unavailable(&error) => {
            again(StatusCode::SERVICE_UNAVAILABLE, &[], language::text("account-away.detail").to_owned())
        }
        Err(error) => Err(problem(&error.into())),
    }
}

/// Writes the request down. The same statements run for every NIK.
async fn write(state: &State, nik: &Nik, network: IpAddr, solved: &Solved) -> Result<Outcome, sqlx::Error> {
    let (of_network, of_nik) = (subject(&state.vault, &network.to_string()), nik_subject(&state.vault, nik));
    let (id, now) = (state.clock.new_id(), state.clock.now());
    if !state.spent_captchas.tell(solved, id.as_bytes()).await? {
        return Ok(Outcome::Spent);
    }
    let mut transaction = state.pool.begin().await?;
    if !link_requests::count(&mut *transaction, &of_network, OF_NETWORK, now).await? {
        let until = link_requests::ends_at(&mut *transaction, &of_network).await?;
        return Ok(Outcome::TooMany(until.unwrap_or(now)));
    }
    if link_requests::count(&mut *transaction, &of_nik, OF_NIK, now).await? {
        let nik_index = state.vault.index(Index::AccountNik, nik.expose().as_bytes());
        link_requests::insert(&mut transaction, id, nik_index.as_bytes(), now).await?;
    }
    transaction.commit().await?;
    Ok(Outcome::Asked)
}

fn subject(vault: &Vault, network: &str) -> [u8; 32] {
    *vault.index(Index::ApplicantLinksOfNetwork, network.as_bytes()).as_bytes()
}

fn nik_subject(vault: &Vault, nik: &Nik) -> [u8; 32] {
    *vault.index(Index::ApplicantLinksOfNik, nik.expose().as_bytes()).as_bytes()
}

impl Sent {
    fn answer(&self) -> Answer {
        Answer { token: self.captcha_token.clone(), typed: self.captcha.clone(), work: self.captcha_work.clone() }
    }
}

/// What to do about an error: in few words where something was left out, since its own message stands at its place.
fn to_do(error: &FieldError) -> String {
    match error.code {
        "required" => spec(Field::Nik).to_do(),
        "captcha_missing" => language::text("captcha-to-do").to_owned(),
        _ => error.message.clone(),
    }
}

fn draw(
    state: &State,
    status: StatusCode,
    sent: &Sent,
    errors: &[FieldError],
    trouble: String,
) -> Result<Response, Problem> {
    let error = |name: &str| errors.iter().find(|error| error.field == name).map_or("", |error| error.message.as_str());
    let captcha = state.public.new_captcha(Purpose::NewPassword, error(CODE_FIELD));
    let line = |error: &FieldError| SummaryLine { target: error.field.clone(), text: to_do(error) };
    let page = ByEmail {
        page: state.page_of("sign-in"),
        action: language::path(PATH).into_owned(),
        trouble,
        errors: errors.iter().map(line).collect(),
        nik: FieldView::new(spec(Field::Nik), &sent.nik, error(Field::Nik.as_str())),
        captcha: captcha.map_err(|error| Problem::internal(&error))?,
    };
    Ok(Html::personal(page).status(status).into_response())
}
