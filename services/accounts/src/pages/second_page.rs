//! The page of the second step.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use captcha::Purpose;
use captcha::http::CODE_FIELD;
use credentials::questions::Question;
use credentials::{PasswordFault, Rule};
use domain::{Field, FieldError};
use http::StatusCode;
use web::{CaptchaView, DocumentView, FieldView, Html, OptionView, Page, Problem, SecretView, SummaryLine};

use super::completing::Shown;
use super::second_step::{PATH, label};
use super::second_typed::{
    DIPLOMA_DATE, DIPLOMA_NAME, DIPLOMA_PLACE, GENDER, KTP_PLACE, PASSWORD, PASSWORD_AGAIN, QUESTIONS, Typed,
};
use super::typed::{EMAIL, PHONE, Typed as FirstTyped, spec};
use super::{first_step, hand_over};
use crate::drafts::Draft;
use crate::public::view;
use crate::state::State;
use crate::store::drafts::Identity;
use crate::uploaded::{Kind, Uploaded};
use applicants::Gender;

/// What is shown of the first step: its values, but for the family card.
const SHOWN: [Field; 4] = [Field::Nik, Field::FullName, Field::BirthPlace, Field::BirthDate];

#[derive(Template)]
#[template(path = "second_step.html")]
struct SecondStep {
    page: Page,
    action: String,
    back: String,
    is_pending: bool,
    trouble: String,
    errors: Vec<SummaryLine>,
    facts: Vec<Fact>,
    fields: [FieldView; 5],
    documents: [DocumentView; 2],
    /// Address of the page that leads a phone here; empty where the site does not know its own address.
    hand_over: String,
    /// The password and the answers lie with the draft already.
    has_secrets: bool,
    rules: [&'static str; Rule::APPLICANTS_LINES.len()],
    passwords: [SecretView; 2],
    questions: [FieldView; 4],
    captcha: CaptchaView,
}

/// A value, and what it is called.
pub(super) struct Fact {
    pub(super) label: &'static str,
    pub(super) value: String,
}

pub(super) fn draw(
    state: &State,
    status: StatusCode,
    draft: &Draft,
    typed: &Typed,
    files: &[Uploaded],
    shown: &Shown,
) -> Result<Response, Problem> {
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
    let page = SecondStep {
        page: state.page(),
        action: language::path(PATH).into_owned(),
        back: language::path(first_step::PATH).into_owned(),
        is_pending: draft.identity == Identity::Pending,
        trouble: shown.trouble.clone(),
        errors: summary(&shown.errors),
        facts: facts(draft),
        fields: fields(typed, error),
        documents: Kind::ALL.map(|kind| document(kind, files, &error(kind.as_str()))),
        hand_over: state.public.url.as_ref().map(|_| language::path(hand_over::PATH).into_owned()).unwrap_or_default(),
        has_secrets: draft.questions.is_some(),
        rules: Rule::APPLICANTS_LINES.map(language::text),
        passwords: passwords(&shown.weak, error),
        questions: questions(typed, error),
        captcha,
    };
    Ok(Html::personal(page).status(status).into_response())
}

/// What the first step told, but for the family card.
fn facts(draft: &Draft) -> Vec<Fact> {
    let typed = FirstTyped::of(&draft.applicant);
    let fact = |label, name: &str| Fact { label, value: typed.value(name).to_owned() };
    let identity = SHOWN.into_iter().map(|field| fact(spec(field).shown_label(), field.as_str()));
    let addresses = [fact(language::text("account-phone"), PHONE), fact(language::text("account-email"), EMAIL)];
    identity.chain(addresses).collect()
}

fn fields(typed: &Typed, error: impl Fn(&str) -> String) -> [FieldView; 5] {
    let line = |name, label: &'static str, help: &'static str, control| {
        let words = (language::text(label), language::text(help));
        let line = FieldView::line(name, words, control, "off", typed.value(name), &error(name));
        FieldView { kept: true, ..line }
    };
    let numeric = |field: FieldView| FieldView { input_mode: "numeric", ..field };
    [
        line(DIPLOMA_NAME, "account-diploma-name", "account-diploma-name.help", "text"),
        line(KTP_PLACE, "account-ktp-place", "account-ktp-place.help", "text"),
        line(DIPLOMA_PLACE, "account-diploma-place", "account-diploma-place.help", "text"),
        numeric(line(DIPLOMA_DATE, "account-diploma-date", "account-diploma-date.help", "date")),
        FieldView {
            options: Gender::ALL
                .map(|gender| OptionView {
                    value: gender.as_str().into(),
                    label: language::text(gender.text_id()).into(),
                    chosen: typed.value(GENDER) == gender.as_str(),
                })
                .to_vec(),
            ..line(GENDER, "account-gender", "account-gender.help", "radios")
        },
    ]
}

fn document(kind: Kind, files: &[Uploaded], error: &str) -> DocumentView {
    let kept = files.iter().find(|file| file.kind == kind);
    let name = |file: &Uploaded| language::fill("kept-file", &[("kind", &file.media_type.extension().to_uppercase())]);
    DocumentView {
        name: kind.as_str(),
        label: label(kind),
        note: match kind {
            Kind::Ktp => language::text("account-ktp.note"),
            Kind::Selfie => language::text("account-selfie.note"),
        },
        required: true,
        error: error.to_owned(),
        kept_name: kept.map(name).unwrap_or_default(),
        kept_size: kept.map(|file| format!("{} KB", file.size.unsigned_abs().div_ceil(1024))).unwrap_or_default(),
    }
}

fn passwords(weak: &[PasswordFault], error: impl Fn(&str) -> String) -> [SecretView; 2] {
    let view = |name, label, help, faults| SecretView {
        name,
        label: language::text(label),
        help,
        error: error(name),
        faults,
        autocomplete: "new-password",
    };
    let weak = weak.iter().map(|fault| language::text(fault.text_id()).to_owned()).collect();
    [view(PASSWORD, "account-password", "", weak), view(PASSWORD_AGAIN, "account-password-again", "", Vec::new())]
}

/// Question, answer, question, answer.
pub(super) fn questions(typed: &Typed, error: impl Fn(&str) -> String) -> [FieldView; 4] {
    let [(first, first_answer), (second, second_answer)] = QUESTIONS;
    let question = |name, label| {
        let chosen = typed.value(name);
        let options = Question::CHOICES.map(|question| OptionView {
            value: number(question).into(),
            label: language::text(question.text_id()).into(),
            chosen: chosen == number(question),
        });
        let line = FieldView::line(name, (language::text(label), ""), "select", "off", "", &error(name));
        FieldView { options: options.to_vec(), ..line }
    };
    let answer = |name, label| {
        let words = (language::text(label), language::text("account-answer-help"));
        FieldView::line(name, words, "text", "off", typed.value(name), &error(name))
    };
    [
        question(first, "account-question-1"),
        answer(first_answer, "account-answer-1"),
        question(second, "account-question-2"),
        answer(second_answer, "account-answer-2"),
    ]
}

/// A question's number as forms send it.
pub(super) const fn number(question: Question) -> &'static str {
    match question {
        Question::Pet => "1",
        Question::Mother => "2",
        Question::School => "3",
        Question::Friend => "4",
        Question::Food => "5",
        Question::Teacher => "6",
        Question::Vehicle => "7",
        Question::Book => "8",
    }
}

/// One line for each thing that is wrong, in the order of the page.
fn summary(errors: &[FieldError]) -> Vec<SummaryLine> {
    let [(first, first_answer), (second, second_answer)] = QUESTIONS;
    let [ktp, selfie] = Kind::ALL.map(Kind::as_str);
    let places = [
        DIPLOMA_NAME,
        KTP_PLACE,
        DIPLOMA_PLACE,
        DIPLOMA_DATE,
        GENDER,
        ktp,
        selfie,
        PASSWORD,
        PASSWORD_AGAIN,
        first,
        first_answer,
        second,
        second_answer,
        CODE_FIELD,
    ];
    let line = |target: &str, error: &FieldError| SummaryLine { target: target.to_owned(), text: to_do(error) };
    let told = places
        .iter()
        .filter_map(|place| errors.iter().find(|error| error.field == *place).map(|error| line(place, error)));
    let others = errors.iter().filter(|error| !places.contains(&error.field.as_str())).map(|error| line("", error));
    told.chain(others).collect()
}

pub(super) fn to_do(error: &FieldError) -> String {
    if error.code == "captcha_missing" { language::text("captcha-to-do").to_owned() } else { error.message.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_sent_by_its_number_in_the_database() {
        for question in Question::ALL {
            assert_eq!(number(question), question.number().to_string());
        }
    }
}
