//! `GET` and `POST /akun/buat`: the first step, which checks an identity against the population register.

use std::sync::Arc;

use askama::Template;
use axum::extract::{self, DefaultBodyLimit, Form, FromRequest as _, Request};
use axum::response::{IntoResponse as _, Redirect, Response};
use captcha::Purpose;
use captcha::http::CODE_FIELD;
use domain::time::{wib_clock, wib_in_words};
use domain::{Field, FieldError};
use http::{HeaderValue, StatusCode, header};
use jiff::{SignedDuration, Timestamp};
use web::{CaptchaView, FieldView, Html, Page, Problem, SummaryLine};

use super::attempt::{Attempt, Identified, Refusal};
use super::typed::{EMAIL, IDENTITY, PHONE, Typed, address_fields, spec};
use super::{closed, cookies, problem, second_step, taken, unreadable, wrong_identity};
use crate::periods::{Period, Standing};
use crate::public::view;
use crate::state::State;

/// Address of the page.
pub(super) const PATH: &str = domain::CREATE_ACCOUNT_PAGE;

/// Longest body: seven short fields and a token.
const MAX_BODY_BYTES: usize = 8 * 1024;

#[derive(Template)]
#[template(path = "first_step.html")]
struct FirstStep {
    page: Page,
    action: String,
    period: String,
    closes_at: String,
    trouble: String,
    errors: Vec<SummaryLine>,
    identity: [FieldView; 5],
    addresses: [FieldView; 2],
    captcha: CaptchaView,
}

/// What is shown about a try.
#[derive(Default)]
struct Shown {
    errors: Vec<FieldError>,
    /// What is wrong with no field in particular.
    trouble: String,
    /// Whether the answer to the code was right, and may be sent again.
    is_solved: bool,
}

pub(super) async fn show(
    extract::State(state): extract::State<Arc<State>>,
    request: Request,
) -> Result<Response, Problem> {
    let standing = state.periods.standing(state.clock.now());
    let Standing::Open(period) = &standing else { return Ok(closed::draw(&state, &standing, StatusCode::OK)) };
    // The page opens without the database: what somebody told before is a convenience.
    let told = match cookies::draft(request.headers()) {
        Some(secret) => state.drafts.find(&secret).await.unwrap_or_default(),
        None => None,
    };
    let typed = told.map(|draft| Typed::of(&draft.applicant)).unwrap_or_default();
    draw(&state, period, StatusCode::OK, &typed, &Shown::default())
}

pub(super) async fn check(
    extract::State(state): extract::State<Arc<State>>,
    mut request: Request,
) -> Result<Response, Problem> {
    let network = state.public.network_of(&request);
    let own = cookies::draft(request.headers());
    DefaultBodyLimit::max(MAX_BODY_BYTES).apply(&mut request);
    let read = Form::<Typed>::from_request(request, &()).await;
    let Form(typed) = read.map_err(|rejection| unreadable(&rejection, MAX_BODY_BYTES))?;
    let standing = state.periods.standing(state.clock.now());
    let Standing::Open(period) = &standing else { return Ok(closed::draw(&state, &standing, StatusCode::CONFLICT)) };
    if matches!(typed.action.as_str(), "new_code" | "edit") {
        return draw(&state, period, StatusCode::OK, &typed, &Shown::default());
    }
    let attempt = Attempt { state: &state, period, network, own, typed: &typed };
    let next = Redirect::to(&language::path(second_step::PATH));
    match attempt.make().await {
        Ok(Identified { secret: Some(secret), .. }) => {
            Ok(([(header::SET_COOKIE, cookies::keep_draft(&secret))], next).into_response())
        }
        Ok(Identified { secret: None, .. }) => Ok(next.into_response()),
        Err(refusal) => refuse(&state, period, &typed, refusal).await,
    }
}

/// Shows why it ended, with everything that was typed.
async fn refuse(state: &State, period: &Period, typed: &Typed, refusal: Refusal) -> Result<Response, Problem> {
    match refusal {
        Refusal::Invalid { errors, is_solved } => {
            let shown = Shown { errors, is_solved, ..Shown::default() };
            draw(state, period, StatusCode::UNPROCESSABLE_ENTITY, typed, &shown)
        }
        Refusal::Wait { seconds, is_solved } => {
            let trouble = wait_text(state.clock.now(), seconds);
            let shown = Shown { trouble, is_solved, ..Shown::default() };
            let mut response = draw(state, period, StatusCode::TOO_MANY_REQUESTS, typed, &shown)?;
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            Ok(response)
        }
        Refusal::Taken => Ok(taken::draw(state, StatusCode::OK)),
        Refusal::WrongIdentity(outcome, applicant) => Ok(wrong_identity::draw(state, outcome, &applicant, typed)),
        Refusal::Closed => {
            let standing = closed::read_anew(state).await?;
            Ok(closed::draw(state, &standing, StatusCode::CONFLICT))
        }
        Refusal::Failure(failure) if failure.is_unavailable() => {
            let trouble = language::text("account-away.detail").to_owned();
            let shown = Shown { trouble, is_solved: true, ..Shown::default() };
            draw(state, period, StatusCode::SERVICE_UNAVAILABLE, typed, &shown)
        }
        Refusal::Failure(failure) => Err(problem(&failure)),
    }
}

/// That too much came from a network, and when it may send again.
pub(super) fn wait_text(now: Timestamp, seconds: u32) -> String {
    let until = now.saturating_add(SignedDuration::from_secs(seconds.into()));
    language::fill("account-too-many", &[("at", &until.map(wib_clock).unwrap_or_default())])
}

fn draw(state: &State, period: &Period, status: StatusCode, typed: &Typed, shown: &Shown) -> Result<Response, Problem> {
    let error = |name: &str| {
        let found = shown.errors.iter().find(|error| error.field == name);
        found.map(|error| error.message.clone()).unwrap_or_default()
    };
    let captcha = if shown.is_solved {
        view(typed.answer(), "")
    } else {
        let new = state.public.new_captcha(Purpose::CreateAccount, &error(CODE_FIELD));
        new.map_err(|error| Problem::internal(&error))?
    };
    let page = FirstStep {
        page: state.page(),
        action: language::path(PATH).into_owned(),
        period: period.name.clone(),
        closes_at: wib_in_words(period.closes_at),
        trouble: shown.trouble.clone(),
        errors: summary(&shown.errors),
        identity: IDENTITY
            .map(|field| FieldView::new(spec(field), typed.value(field.as_str()), &error(field.as_str()))),
        addresses: address_fields(typed, error),
        captcha,
    };
    Ok(Html::personal(page).status(status).into_response())
}

/// One line for each thing that is wrong, in the order of the page.
fn summary(errors: &[FieldError]) -> Vec<SummaryLine> {
    let places = IDENTITY.map(Field::as_str).into_iter().chain([PHONE, EMAIL, CODE_FIELD]);
    let line = |place: &str| {
        let error = errors.iter().find(|error| error.field == place)?;
        Some(SummaryLine { target: place.to_owned(), text: to_do(error) })
    };
    places.filter_map(line).collect()
}

/// What to do about an error: in few words where something was left out, since its own message stands at its place.
fn to_do(error: &FieldError) -> String {
    let field = IDENTITY.into_iter().find(|field| field.as_str() == error.field);
    match (error.code, field) {
        ("required", Some(field)) => spec(field).to_do(),
        ("captcha_missing", None) => language::text("captcha-to-do").to_owned(),
        _ => error.message.clone(),
    }
}
