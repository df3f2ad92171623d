//! `GET` and `POST /akun/kode-jawaban-2`: whom a desk approved is shown, once, an answer to the second question that
//! counts once. The answer to the form shows it, and nothing else ever does: a form that is sent again shows none.

use std::sync::Arc;

use askama::Template;
use axum::extract::{self, DefaultBodyLimit, Form, FromRequest as _, Request};
use axum::response::{IntoResponse as _, Response};
use captcha::Purpose;
use captcha::http::CODE_FIELD;
use credentials::Failure;
use credentials::questions::Question;
use domain::time::wib_in_words;
use domain::{Field, FieldError, TicketNumber, typed};
use http::{HeaderValue, StatusCode, header};
use jiff::Timestamp;
use jiff::civil::Date;
use population::Identity;
use serde::Deserialize;
use web::{CaptchaView, FieldView, Html, Page, Problem, SummaryLine};

use super::approved_code;
use super::attempt::captcha_texts;
use super::entrance::problem;
use super::recovery::SECOND_ANSWER;
use super::sign_in_page::wait_text;
use super::typed::{IDENTITY, Typed as Person, spec};
use super::{second_page, unreadable};
use crate::approved::{Looked, Second};
use crate::public::view;
use crate::state::State;

/// Address of the page.
pub(super) const PATH: &str = domain::APPROVED_ANSWER_PAGE;

/// Name of the field for the ticket's number.
pub(super) const NUMBER: &str = "number";

/// Longest body: seven short fields and a token.
const MAX_BODY_BYTES: usize = 8 * 1024;

/// Seconds after which somebody tries again who found too many before the door.
const BUSY_SECONDS: u64 = 10;

#[derive(Template)]
#[template(path = "approved_form.html")]
struct FormPage {
    page: Page,
    action: String,
    trouble: String,
    errors: Vec<SummaryLine>,
    number: FieldView,
    identity: [FieldView; 5],
    captcha: CaptchaView,
}

#[derive(Template)]
#[template(path = "approved_answer.html")]
struct AnswerPage {
    page: Page,
    question: &'static str,
    code: String,
    until: String,
    action: String,
    fields: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "approved_over.html")]
struct OverPage {
    page: Page,
    about: String,
    next: &'static str,
    address: String,
}

/// What the page sends. Personal data.
#[derive(Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    pub(super) number: String,
    #[serde(flatten)]
    pub(super) person: Person,
    /// From the second page: what was told on the first one, sealed.
    #[serde(default)]
    pub(super) told: String,
    /// The code that was sent.
    #[serde(default)]
    pub(super) code: String,
}

/// What is shown about an attempt.
#[derive(Default)]
struct Shown {
    errors: Vec<FieldError>,
    /// What is wrong with no field in particular.
    trouble: String,
    /// Whether the answer to the code was right, and may be sent again.
    is_solved: bool,
}

pub(super) async fn show(extract::State(state): extract::State<Arc<State>>) -> Result<Response, Problem> {
    begin(&state)
}

/// The first page, before anything was typed.
pub(super) fn begin(state: &State) -> Result<Response, Problem> {
    draw(state, &Typed::default(), &Shown::default(), StatusCode::OK)
}

pub(super) async fn look(
    extract::State(state): extract::State<Arc<State>>,
    mut request: Request,
) -> Result<Response, Problem> {
    let network = state.public.network_of(&request);
    DefaultBodyLimit::max(MAX_BODY_BYTES).apply(&mut request);
    let read = Form::<Typed>::from_request(request, &()).await;
    let Form(typed) = read.map_err(|rejection| unreadable(&rejection, MAX_BODY_BYTES))?;
    if typed.person.action == "new_code" {
        return draw(&state, &typed, &Shown::default(), StatusCode::OK);
    }
    if let Err(limited) = state.public.check_sign_in(network) {
        let wait = u64::from(limited.seconds_to_wait().unwrap_or(1));
        let shown = Shown { trouble: wait_text(state.clock.now(), wait), ..Shown::default() };
        return Ok(retry_after(wait, draw(&state, &typed, &shown, StatusCode::TOO_MANY_REQUESTS)?));
    }
    if !typed.told.is_empty() {
        return approved_code::act(&state, &typed, network).await;
    }
    let (told, mut errors) = typed.read(state.clock.today_wib());
    let solved = state.public.captchas.check(Purpose::Recover, &typed.person.answer());
    let (Some((ticket, identity)), Ok(solved), true) = (told, &solved, errors.is_empty()) else {
        errors.extend(solved.as_ref().err().map(|wrong| captcha_texts().fault(*wrong)));
        let shown = Shown { errors, is_solved: solved.is_ok(), ..Shown::default() };
        return draw(&state, &typed, &shown, StatusCode::UNPROCESSABLE_ENTITY);
    };
    // A code counts for one attempt.
    let attempt = state.clock.new_id();
    let looked = match state.spent_captchas.tell(solved, attempt.as_bytes()).await {
        Ok(true) => state.approved.look(ticket, &identity, &Second::None, network).await,
        Ok(false) => {
            let shown = Shown { errors: vec![captcha_texts().spent()], ..Shown::default() };
            return draw(&state, &typed, &shown, StatusCode::UNPROCESSABLE_ENTITY);
        }
        Err(error) => Err(error.into()),
    };
    told_of(&state, &typed, looked)
}

/// What the page says of an attempt.
pub(super) fn told_of(state: &State, typed: &Typed, looked: Result<Looked, Failure>) -> Result<Response, Problem> {
    let (until, trouble) = match looked {
        Ok(Looked::Shown { question, code, until }) => {
            return Ok(answer(state, typed, (question, code.shown()), until));
        }
        Ok(Looked::Asks(asks)) => return approved_code::page(state, typed, asks, ""),
        Ok(Looked::Before(at)) => return Ok(over(state, "approved-answer-before", at)),
        Ok(Looked::Over(at)) => return Ok(over(state, "approved-answer-late", at)),
        Ok(Looked::Wrong) => {
            let message = language::text("approved-answer-wrong").to_owned();
            let errors = vec![FieldError { field: String::new(), code: "wrong", message }];
            let shown = Shown { errors, ..Shown::default() };
            return draw(state, typed, &shown, StatusCode::UNPROCESSABLE_ENTITY);
        }
        Ok(Looked::TooManyOfTicket(until)) => (until, "approved-answer-too-many"),
        Ok(Looked::TooManyOfNetwork(until)) => (until, "approved-answer-too-many-of-network"),
        Err(failure) if failure.is_unavailable() => {
            let trouble = language::text("approved-answer-away").to_owned();
            let response = draw(state, typed, &Shown { trouble, ..Shown::default() }, StatusCode::SERVICE_UNAVAILABLE)?;
            return Ok(retry_after(BUSY_SECONDS, response));
        }
        Err(failure) => return Err(problem(&failure)),
    };
    let trouble = language::fill(trouble, &[("at", &wib_in_words(until))]);
    let wait = u64::try_from(until.duration_since(state.clock.now()).as_secs()).unwrap_or_default().max(1);
    let response = draw(state, typed, &Shown { trouble, ..Shown::default() }, StatusCode::TOO_MANY_REQUESTS)?;
    Ok(retry_after(wait, response))
}

impl Typed {
    /// Whose it is and for which ticket, and everything that is wrong, in the order of the page.
    pub(super) fn read(&self, today: Date) -> (Option<(TicketNumber, Identity)>, Vec<FieldError>) {
        let mut errors = Vec::new();
        let fault = |code, id| FieldError { field: NUMBER.to_owned(), code, message: language::text(id).to_owned() };
        let ticket = if typed::is_blank_text(&self.number) {
            errors.push(fault("required", "approved-answer-number.missing"));
            None
        } else {
            let read = self.number.parse::<TicketNumber>();
            read.map_err(|_invalid| errors.push(fault("mistyped", "approved-answer-number.mistyped"))).ok()
        };
        let identity = self.person.identity(today, &mut errors);
        (ticket.zip(identity), errors)
    }
}

fn draw(state: &State, typed: &Typed, shown: &Shown, status: StatusCode) -> Result<Response, Problem> {
    let error = |name: &str| {
        let found = shown.errors.iter().find(|error| error.field == name);
        found.map(|error| error.message.clone()).unwrap_or_default()
    };
    let captcha = if shown.is_solved {
        view(typed.person.answer(), "")
    } else {
        let new = state.public.new_captcha(Purpose::Recover, &error(CODE_FIELD));
        new.map_err(|error| Problem::internal(&error))?
    };
    let number = (language::text("approved-answer-number"), language::text("approved-answer-number.help"));
    let identity = |field: Field| {
        let name = field.as_str();
        FieldView { kept: false, ..FieldView::new(spec(field), typed.person.value(name), &error(name)) }
    };
    let page = FormPage {
        page: state.page_of("sign-in"),
        action: language::path(PATH).into_owned(),
        trouble: shown.trouble.clone(),
        errors: summary(&shown.errors),
        number: FieldView::line(NUMBER, number, "text", "off", &typed.number, &error(NUMBER)),
        identity: IDENTITY.map(identity),
        captcha,
    };
    Ok(Html::personal(page).status(status).into_response())
}

/// The one page that shows the code. The next form is filled in with all of it.
fn answer(state: &State, typed: &Typed, (question, code): (Question, String), until: Timestamp) -> Response {
    let pairs = IDENTITY.map(|field| (field.as_str(), typed.person.value(field.as_str()).to_owned()));
    let answer = [("question", second_page::number(question).to_owned()), ("answer", code.clone())];
    let page = AnswerPage {
        page: state.page_of("sign-in"),
        question: language::text(question.text_id()),
        code,
        until: wib_in_words(until),
        action: language::path(SECOND_ANSWER).into_owned(),
        fields: pairs.into_iter().chain(answer).collect(),
    };
    language::same_page(PATH);
    Html::personal(page).into_response()
}

fn over(state: &State, about: &'static str, at: Timestamp) -> Response {
    let page = OverPage {
        page: state.page_of("sign-in"),
        about: language::fill(about, &[("at", &wib_in_words(at))]),
        next: language::text("approved-answer-again"),
        address: language::path("/status").into_owned(),
    };
    language::same_page(PATH);
    Html::personal(page).status(StatusCode::CONFLICT).into_response()
}

/// One line for each thing that is wrong, in the order of the page; what belongs to no field comes first.
fn summary(errors: &[FieldError]) -> Vec<SummaryLine> {
    let places = ["", NUMBER].into_iter().chain(IDENTITY.map(Field::as_str)).chain([CODE_FIELD]);
    let line = |place: &str| {
        let error = errors.iter().find(|error| error.field == place)?;
        Some(SummaryLine { target: place.to_owned(), text: second_page::to_do(error) })
    };
    places.filter_map(line).collect()
}

/// Says in a header, too, how long to wait.
fn retry_after(seconds: u64, mut response: Response) -> Response {
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}
