//! `/nomor-tiket`: a person who lost the number of a ticket has it sent to the address that was left with the ticket.
//! The page never shows a number, and says the same whether there is a ticket or not.

use std::borrow::Cow;
use std::sync::Arc;

use askama::Template;
use axum::extract::{self, DefaultBodyLimit, Form, FromRequest, Request};
use axum::response::{IntoResponse, Redirect, Response};
use captcha::http::{Answer, CODE_FIELD};
use captcha::{Purpose, Solved};
use domain::{BirthDate, FamilyCard, Field, FieldError, FieldFault, FieldSpec, FullName, Nik, catalogue, typed};
use http::StatusCode;
use serde::Deserialize;
use web::{CaptchaView, FieldView, Html, Page, Problem, SummaryLine};

use super::form_page;
use crate::accept::Identity;
use crate::state::State;
use crate::store::lost_numbers;
use crate::{problems, texts};

/// Address of the page.
pub(super) const PATH: &str = "/nomor-tiket";
/// Address of the page that says what happens next.
pub(super) const ASKED_PATH: &str = "/nomor-tiket/diminta";

/// Longest body: five short fields and a token.
const MAX_BODY_BYTES: usize = 8 * 1024;

/// What tells a person from others, in the order of the page.
const ASKED: [Field; 4] = [Field::FullName, Field::Nik, Field::Kk, Field::BirthDate];

/// What the page sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    full_name: String,
    nik: String,
    kk: String,
    birth_date: String,
    captcha_token: String,
    captcha: String,
    captcha_work: String,
    action: String,
}

#[derive(Template)]
#[template(path = "lost_number.html")]
struct LostNumber {
    page: Page,
    action: Cow<'static, str>,
    trouble: String,
    errors: Vec<SummaryLine>,
    fields: Vec<FieldView>,
    captcha: CaptchaView,
}

#[derive(Template)]
#[template(path = "lost_number_asked.html")]
struct Asked {
    page: Page,
}

pub(super) async fn show(
    extract::State(state): extract::State<Arc<State>>,
    request: Request,
) -> Result<Response, Problem> {
    is_offered(&state)?;
    let work = state.public.work_for(state.public.network_of(&request));
    draw(&state, StatusCode::OK, &Sent::default(), &[], String::new(), work)
}

pub(super) async fn asked(extract::State(state): extract::State<Arc<State>>) -> Result<Response, Problem> {
    is_offered(&state)?;
    Ok(Html::shared(Asked { page: state.page("status") }).into_response())
}

pub(super) async fn ask(
    extract::State(state): extract::State<Arc<State>>,
    mut request: Request,
) -> Result<Response, Problem> {
    is_offered(&state)?;
    let network = state.public.network_of(&request);
    state.public.check_address(&request)?;
    let work = state.public.work_for(network);
    DefaultBodyLimit::max(MAX_BODY_BYTES).apply(&mut request);
    let read = Form::<Sent>::from_request(request, &()).await;
    let Form(sent) = read.map_err(|rejection| problems::unreadable_form(&rejection, MAX_BODY_BYTES))?;
    let again = |status, errors: &[FieldError], trouble| draw(&state, status, &sent, errors, trouble, work);
    if sent.action == "new_code" {
        return again(StatusCode::OK, &[], String::new());
    }
    let answer = sent.answer();
    let solved = state.captchas.check(Purpose::LostNumber, &answer);
    if solved.is_ok() && !state.captchas.is_worked(&answer) {
        state.public.check_unworked(network)?;
    }
    let (person, mut errors) = sent.person(state.clock.today_wib());
    if let Err(wrong) = solved {
        errors.push(texts::captcha().fault(wrong));
    }
    match (person, solved) {
        (Some(person), Ok(solved)) if errors.is_empty() => match send(&state, &person, &solved).await {
            Ok(true) => Ok(Redirect::to(&language::path(ASKED_PATH)).into_response()),
            Ok(false) => again(StatusCode::UNPROCESSABLE_ENTITY, &[texts::captcha().spent()], String::new()),
            Err(error) if database::is_unavailable(&error) => {
                again(StatusCode::SERVICE_UNAVAILABLE, &[], language::text("lost-title.away").to_owned())
            }
            Err(error) => Err(problems::database(&error)),
        },
        _ => again(StatusCode::UNPROCESSABLE_ENTITY, &errors, String::new()),
    }
}

/// Nobody is asked for who they are where nothing is sent.
fn is_offered(state: &State) -> Result<(), Problem> {
    if state.public.sends_letters() { Ok(()) } else { Err(Problem::not_found()) }
}

/// Asks for the letters. `false` when somebody else used this CAPTCHA.
async fn send(state: &State, person: &Identity, solved: &Solved) -> Result<bool, sqlx::Error> {
    let indexes = person.indexes(&state.vault);
    let [first, ..] = &indexes;
    if !state.spent_captchas.tell(solved, first).await? {
        return Ok(false);
    }
    lost_numbers::ask(&state.pool, &indexes, &state.clock).await?;
    state.wake.wake();
    Ok(true)
}

impl Sent {
    fn answer(&self) -> Answer {
        Answer { token: self.captcha_token.clone(), typed: self.captcha.clone(), work: self.captcha_work.clone() }
    }

    fn value(&self, field: Field) -> &str {
        let values = [
            (Field::FullName, &self.full_name),
            (Field::Nik, &self.nik),
            (Field::Kk, &self.kk),
            (Field::BirthDate, &self.birth_date),
        ];
        values.into_iter().find(|(asked, _)| *asked == field).map_or("", |(_, value)| value)
    }

    /// The person, and everything that is wrong with what was typed.
    fn person(&self, today: jiff::civil::Date) -> (Option<Identity>, Vec<FieldError>) {
        let mut errors = Vec::new();
        let full_name = self.read(Field::FullName, FullName::parse, &mut errors);
        let nik = self.read(Field::Nik, Nik::parse, &mut errors);
        let kk = self.read(Field::Kk, FamilyCard::parse, &mut errors);
        let birth_date = self.read(Field::BirthDate, |raw| BirthDate::parse(raw, today), &mut errors);
        let person = match (full_name, nik, kk, birth_date) {
            (Some(full_name), Some(nik), Some(kk), Some(birth_date)) => {
                Some(Identity { full_name, nik, kk, birth_date })
            }
            _ => None,
        };
        (person, errors)
    }

    fn read<T>(
        &self,
        field: Field,
        parse: impl FnOnce(&str) -> Result<T, FieldFault>,
        errors: &mut Vec<FieldError>,
    ) -> Option<T> {
        let value = self.value(field);
        let read = if typed::is_blank_text(value) { Err(FieldFault::Required) } else { parse(value) };
        read.map_err(|fault| errors.push(FieldError::of(spec(field), fault))).ok()
    }
}

/// How forms ask for the field.
fn spec(field: Field) -> &'static FieldSpec {
    let form = catalogue::FORMS.iter().find(|form| ASKED.iter().all(|asked| form.field(*asked).is_some()));
    form.and_then(|form| form.field(field)).unwrap_or_else(|| unreachable!("a form asks for all of them"))
}

/// What to do about an error: in few words where something was left out, since its own message stands at its place.
fn to_do(error: &FieldError) -> String {
    let field = ASKED.into_iter().find(|field| field.as_str() == error.field);
    match (error.code, field) {
        ("required", Some(field)) => spec(field).to_do(),
        ("captcha_missing", None) => language::text("captcha-to-do").to_owned(),
        _ => error.message.clone(),
    }
}

fn draw(
    state: &State,
    status: StatusCode,
    sent: &Sent,
    errors: &[FieldError],
    trouble: String,
    work: u8,
) -> Result<Response, Problem> {
    let error = |name: &str| errors.iter().find(|error| error.field == name).map_or("", |error| error.message.as_str());
    let fields = ASKED.map(|field| FieldView::new(spec(field), sent.value(field), error(field.as_str())));
    let places = ASKED.map(Field::as_str).into_iter().chain([CODE_FIELD]);
    let lines = places.filter_map(|place| {
        let error = errors.iter().find(|error| error.field == place)?;
        Some(SummaryLine { target: place.to_owned(), text: to_do(error) })
    });
    let page = LostNumber {
        page: state.page("status"),
        action: language::path(PATH),
        trouble,
        errors: lines.collect(),
        fields: fields.into(),
        captcha: form_page::new_captcha(state, Purpose::LostNumber, work, error(CODE_FIELD))?,
    };
    Ok(Html::personal(page).status(status).into_response())
}
