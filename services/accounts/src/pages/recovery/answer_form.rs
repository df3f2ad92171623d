//! The forms 04 and 05: who somebody is, and the answer to one question. They differ in the question and in what
//! becomes of a right answer.

use std::net::IpAddr;

use askama::Template;
use axum::extract::{DefaultBodyLimit, Form, FromRequest as _, Request};
use axum::response::{IntoResponse as _, Response};
use captcha::Purpose;
use captcha::http::CODE_FIELD;
use credentials::Failure;
use credentials::questions::Question;
use domain::time::wib_in_words;
use domain::{Field, FieldError, catalogue};
use http::{HeaderValue, StatusCode, header};
use jiff::Timestamp;
use population::Identity;
use web::{CaptchaView, FieldView, Html, OptionView, Page, Problem, SummaryLine};

use super::typed::{ANSWER, QUESTION, Typed};
use super::{FIRST_ANSWER, NO_ANSWER, SECOND_ANSWER, WAYS};
use crate::access::{Told, Tried};
use crate::measures::{self, Recovery, Way};
use crate::pages::attempt::captcha_texts;
use crate::pages::entrance::problem;
use crate::pages::second_page::{number, to_do};
use crate::pages::sign_in_page::wait_text;
use crate::pages::typed::spec;
use crate::pages::unreadable;
use crate::public::view;
use crate::state::State;

/// Longest body: seven short fields and a token.
const MAX_BODY_BYTES: usize = 8 * 1024;

/// Seconds after which somebody tries again who found too many before the door.
const BUSY_SECONDS: u64 = 10;

/// Who somebody is, in the order of the manual.
const IDENTITY: [Field; 5] = [Field::FullName, Field::Nik, Field::Kk, Field::BirthPlace, Field::BirthDate];

/// What one of the two forms is.
pub(super) struct AnswerForm {
    pub(super) path: &'static str,
    pub(super) way: Way,
    /// In the catalogue.
    pub(super) slug: &'static str,
    /// How the catalogue asks for the question and for its answer.
    pub(super) asks: [Field; 2],
    /// What becomes of a right answer: the id of its text.
    pub(super) about: &'static str,
    /// Where somebody goes on who forgot that answer: what the link says, and its address.
    pub(super) forgotten: (&'static str, &'static str),
}

/// Form 04.
pub(super) const FIRST: AnswerForm = AnswerForm {
    path: FIRST_ANSWER,
    way: Way::FirstAnswer,
    slug: "reset-password",
    asks: [Field::SecurityQuestion1, Field::SecurityAnswer1],
    about: "recover-first-about",
    forgotten: ("recover-first-forgotten", SECOND_ANSWER),
};

/// Form 05.
pub(super) const SECOND: AnswerForm = AnswerForm {
    path: SECOND_ANSWER,
    way: Way::SecondAnswer,
    slug: "lupa-jawaban-pengaman-1",
    asks: [Field::SecurityQuestion2, Field::SecurityAnswer2],
    about: "recover-second-about",
    forgotten: ("recover-second-forgotten", NO_ANSWER),
};

#[derive(Template)]
#[template(path = "answer_form.html")]
struct AnswerPage {
    page: Page,
    title: &'static str,
    explanation: &'static str,
    about: &'static str,
    action: String,
    message: String,
    trouble: String,
    errors: Vec<SummaryLine>,
    identity: [FieldView; 5],
    question: FieldView,
    answer: FieldView,
    captcha: CaptchaView,
    forgotten: &'static str,
    forgotten_at: String,
    ways: String,
}

/// What is shown about a try.
#[derive(Default)]
struct Shown {
    /// What happened before.
    message: String,
    errors: Vec<FieldError>,
    /// What is wrong with no field in particular.
    trouble: String,
    /// Whether the answer to the code was right, and may be sent again.
    is_solved: bool,
}

/// A try that came as far as the comparison.
pub(super) struct Whole {
    pub(super) typed: Typed,
    identity: Identity,
    question: Question,
    network: IpAddr,
}

impl AnswerForm {
    /// Reads a form and judges what can be judged without the account, or draws the page that says what is wrong. A
    /// code counts for one attempt.
    pub(super) async fn receive(
        &self,
        state: &State,
        mut request: Request,
    ) -> Result<Result<Whole, Response>, Problem> {
        let network = state.public.network_of(&request);
        DefaultBodyLimit::max(MAX_BODY_BYTES).apply(&mut request);
        let read = Form::<Typed>::from_request(request, &()).await;
        let Form(typed) = read.map_err(|rejection| unreadable(&rejection, MAX_BODY_BYTES))?;
        if matches!(typed.person.action.as_str(), "new_code" | "prefill") {
            return self.draw(state, &typed, Shown::default(), StatusCode::OK).map(Err);
        }
        let refuse = |outcome, shown, status| {
            measures::recovery(self.way, outcome);
            self.draw(state, &typed, shown, status).map(Err)
        };
        if let Err(limited) = state.public.check_sign_in(network) {
            let wait = u64::from(limited.seconds_to_wait().unwrap_or(1));
            let shown = Shown { trouble: wait_text(state.clock.now(), wait), ..Shown::default() };
            measures::recovery(self.way, Recovery::Paused);
            let response = self.draw(state, &typed, shown, StatusCode::TOO_MANY_REQUESTS)?;
            return Ok(Err(retry_after(wait, response)));
        }
        let (read, mut errors) = typed.read(state.clock.today_wib());
        let solved = state.public.captchas.check(Purpose::Recover, &typed.person.answer());
        let (Some((identity, question)), Ok(solved), true) = (read, &solved, errors.is_empty()) else {
            errors.extend(solved.as_ref().err().map(|wrong| captcha_texts().fault(*wrong)));
            let shown = Shown { errors, is_solved: solved.is_ok(), ..Shown::default() };
            return refuse(Recovery::Incomplete, shown, StatusCode::UNPROCESSABLE_ENTITY);
        };
        let attempt = state.clock.new_id();
        let spent = state.spent_captchas.tell(solved, attempt.as_bytes()).await;
        match spent {
            Ok(true) => Ok(Ok(Whole { typed, identity, question, network })),
            Ok(false) => {
                let shown = Shown { errors: vec![captcha_texts().spent()], ..Shown::default() };
                refuse(Recovery::Incomplete, shown, StatusCode::UNPROCESSABLE_ENTITY)
            }
            Err(error) => self.failed(state, &typed, &error.into()).map(Err),
        }
    }

    /// The page before anything was typed, after that happened.
    pub(super) fn begin(&self, state: &State, message: &str) -> Result<Response, Problem> {
        let shown = Shown { message: message.to_owned(), ..Shown::default() };
        self.draw(state, &Typed::default(), shown, StatusCode::OK)
    }

    /// What the page of this form says of an attempt that was made.
    pub(super) fn outcome<T>(
        &self,
        state: &State,
        typed: &Typed,
        tried: Result<Tried<T>, Failure>,
    ) -> Result<Result<T, Response>, Problem> {
        let now = state.clock.now();
        let (outcome, until, trouble) = match tried {
            Ok(Tried::Right(right)) => {
                measures::recovery(self.way, Recovery::Right);
                return Ok(Ok(right));
            }
            Ok(Tried::Wrong) => {
                measures::recovery(self.way, Recovery::Wrong);
                let message = language::text("recover-wrong").to_owned();
                let errors = vec![FieldError { field: String::new(), code: "wrong", message }];
                let shown = Shown { errors, ..Shown::default() };
                return self.draw(state, typed, shown, StatusCode::UNPROCESSABLE_ENTITY).map(Err);
            }
            Ok(Tried::TooManyOfNik(until)) => (Recovery::Paused, until, "recover-too-many"),
            Ok(Tried::TooManyOfNetwork(until)) => (Recovery::Paused, until, "recover-too-many-of-network"),
            Err(failure) => return self.failed(state, typed, &failure).map(Err),
        };
        measures::recovery(self.way, outcome);
        let trouble = language::fill(trouble, &[("at", &wib_in_words(until))]);
        let shown = Shown { trouble, ..Shown::default() };
        let response = self.draw(state, typed, shown, StatusCode::TOO_MANY_REQUESTS)?;
        Ok(Err(retry_after(seconds(until, now), response)))
    }

    /// The database is away, or too many passwords are being compared; or a defect of ours.
    fn failed(&self, state: &State, typed: &Typed, failure: &Failure) -> Result<Response, Problem> {
        measures::recovery(self.way, Recovery::Failed);
        if !failure.is_unavailable() {
            return Err(problem(failure));
        }
        let busy = matches!(failure, Failure::Busy);
        let trouble = language::text(if busy { "recover-busy" } else { "recover-away" }).to_owned();
        let shown = Shown { trouble, ..Shown::default() };
        Ok(retry_after(BUSY_SECONDS, self.draw(state, typed, shown, StatusCode::SERVICE_UNAVAILABLE)?))
    }

    fn draw(&self, state: &State, typed: &Typed, shown: Shown, status: StatusCode) -> Result<Response, Problem> {
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
        let form = catalogue::by_slug(self.slug);
        let words = |field: Field| {
            let spec = form.and_then(|form| form.field(field));
            spec.map_or(("", ""), |spec| (spec.shown_label(), spec.shown_help()))
        };
        let [question, answer] = self.asks;
        let identity = |field: Field| {
            let name = field.as_str();
            FieldView { kept: false, ..FieldView::new(spec(field), typed.person.value(name), &error(name)) }
        };
        let page = AnswerPage {
            page: state.page_of("sign-in"),
            title: form.map_or("", domain::Form::shown_title),
            explanation: form.map_or("", domain::Form::shown_explanation),
            about: language::text(self.about),
            action: language::path(self.path).into_owned(),
            identity: IDENTITY.map(identity),
            question: FieldView {
                options: options(typed.question()),
                ..FieldView::line(QUESTION, words(question), "select", "off", "", &error(QUESTION))
            },
            answer: FieldView::line(ANSWER, words(answer), "text", "off", typed.shown_answer(), &error(ANSWER)),
            captcha,
            forgotten: language::text(self.forgotten.0),
            forgotten_at: language::path(self.forgotten.1).into_owned(),
            ways: language::path(WAYS).into_owned(),
            errors: summary(&shown.errors),
            message: shown.message,
            trouble: shown.trouble,
        };
        Ok(Html::personal(page).status(status).into_response())
    }
}

impl Whole {
    /// What is compared with the account.
    pub(super) fn told(&self) -> Told<'_> {
        Told { identity: &self.identity, question: self.question, answer: &self.typed.answer, network: self.network }
    }
}

/// Every question that an account may have.
fn options(chosen: Option<Question>) -> Vec<OptionView> {
    let option = |question: Question| OptionView {
        value: number(question).into(),
        label: language::text(question.text_id()).into(),
        chosen: chosen == Some(question),
    };
    Question::ALL.map(option).to_vec()
}

/// One line for each thing that is wrong, in the order of the page; what belongs to no field comes first.
fn summary(errors: &[FieldError]) -> Vec<SummaryLine> {
    let places = [""].into_iter().chain(IDENTITY.map(Field::as_str)).chain([QUESTION, ANSWER, CODE_FIELD]);
    let line = |place: &str| {
        let error = errors.iter().find(|error| error.field == place)?;
        Some(SummaryLine { target: place.to_owned(), text: to_do(error) })
    };
    places.filter_map(line).collect()
}

/// Whole seconds until then, at least one.
fn seconds(until: Timestamp, now: Timestamp) -> u64 {
    u64::try_from(until.duration_since(now).as_secs()).unwrap_or_default().max(1)
}

/// Says in a header, too, how long to wait.
pub(super) fn retry_after(seconds: u64, mut response: Response) -> Response {
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_leads_to_these_forms() {
        for form in [FIRST, SECOND] {
            let found = catalogue::by_slug(form.slug).unwrap();
            assert_eq!(found.account_page(), Some(form.path));
            assert!(form.asks.iter().all(|field| found.field(*field).is_some()));
        }
    }
}
