//! What the second step sends, as it was typed.

use std::collections::BTreeMap;

use captcha::http::Answer;
use credentials::questions::{self, Question};
use credentials::{Password, Personal};
use domain::{BirthDate, FieldError, FieldFault, FullName, Text, TextRule, typed};
use jiff::civil::Date;

use crate::uploaded::Source;
use applicants::{Applicant, LONGEST_PLACE};
use applicants::{Details, Gender};

pub(super) const DIPLOMA_NAME: &str = "diploma_name";
pub(super) const KTP_PLACE: &str = "ktp_birth_place";
pub(super) const DIPLOMA_PLACE: &str = "diploma_birth_place";
pub(super) const DIPLOMA_DATE: &str = "diploma_birth_date";
pub(super) const GENDER: &str = "gender";
pub(super) const SELFIE_SOURCE: &str = "selfie_source";
pub(super) const PASSWORD: &str = "password";
pub(super) const PASSWORD_AGAIN: &str = "password_again";
/// The two questions, each with its answer.
pub(super) const QUESTIONS: [(&str, &str); 2] = [("question_1", "answer_1"), ("question_2", "answer_2")];

/// Everything that is a text.
pub(super) const TEXTS: [&str; 16] = [
    DIPLOMA_NAME,
    KTP_PLACE,
    DIPLOMA_PLACE,
    DIPLOMA_DATE,
    GENDER,
    SELFIE_SOURCE,
    PASSWORD,
    PASSWORD_AGAIN,
    QUESTIONS[0].0,
    QUESTIONS[0].1,
    QUESTIONS[1].0,
    QUESTIONS[1].1,
    "captcha_token",
    "captcha",
    "captcha_work",
    "action",
];

/// What the page sends. Personal data, and secrets.
#[derive(Default)]
pub(crate) struct Typed(pub(super) BTreeMap<String, String>);

/// What lets the person in later, as it was typed.
pub(super) struct Chosen {
    pub(super) password: Password,
    pub(super) answers: [(Question, questions::Answer); 2],
}

impl Typed {
    /// What stands in the page before anything was typed: what the draft knows.
    pub(super) fn of(applicant: &Applicant, chosen: Option<[i16; 2]>) -> Self {
        let mut values = BTreeMap::new();
        let mut set = |name: &str, value: &str| values.insert(name.to_owned(), value.to_owned());
        if let Some(details) = &applicant.details {
            set(DIPLOMA_NAME, details.diploma_name.expose());
            set(KTP_PLACE, details.ktp_birth_place.expose());
            set(DIPLOMA_PLACE, details.diploma_birth_place.expose());
            set(DIPLOMA_DATE, &details.diploma_birth_date.shown());
            set(GENDER, details.gender.as_str());
        } else {
            set(KTP_PLACE, applicant.identity.birth_place.expose());
        }
        for ((question, _), number) in QUESTIONS.into_iter().zip(chosen.into_iter().flatten()) {
            set(question, &number.to_string());
        }
        Self(values)
    }

    pub(crate) fn value(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// The answer to the code against robots.
    pub(super) fn answer(&self) -> Answer {
        let value = |name: &str| self.value(name).to_owned();
        Answer { token: value("captcha_token"), typed: value("captcha"), work: value("captcha_work") }
    }

    /// How the selfie was made: by the page's own word, for those who compare faces.
    pub(super) fn source(&self) -> Source {
        if self.value(SELFIE_SOURCE) == Source::Camera.as_str() { Source::Camera } else { Source::File }
    }

    /// Who the person is by the diploma. All that is wrong is told at once.
    pub(super) fn details(&self, today: Date, errors: &mut Vec<FieldError>) -> Option<Details> {
        let line = |raw: &str| Text::parse(raw, TextRule::Line { max: LONGEST_PLACE });
        let name = self.field((DIPLOMA_NAME, "account-diploma-name"), FullName::parse, errors);
        let name = name.and_then(|name| without_title(name, errors));
        let ktp_birth_place = self.field((KTP_PLACE, "account-ktp-place"), line, errors);
        let diploma_birth_place = self.field((DIPLOMA_PLACE, "account-diploma-place"), line, errors);
        let read = |raw: &str| BirthDate::parse(raw, today);
        let diploma_birth_date = self.field((DIPLOMA_DATE, "account-diploma-date"), read, errors);
        let known = |raw: &str| Gender::named(raw).ok_or(FieldFault::UnknownOption);
        let gender = self.field((GENDER, "account-gender"), known, errors);
        Some(Details {
            diploma_name: name?,
            ktp_birth_place: ktp_birth_place?,
            diploma_birth_place: diploma_birth_place?,
            diploma_birth_date: diploma_birth_date?,
            gender: gender?,
        })
    }

    fn field<T>(
        &self,
        (name, label): (&str, &'static str),
        parse: impl FnOnce(&str) -> Result<T, FieldFault>,
        errors: &mut Vec<FieldError>,
    ) -> Option<T> {
        let value = self.value(name);
        let read = if typed::is_blank_text(value) { Err(FieldFault::Required) } else { parse(value) };
        read.map_err(|fault| errors.push(FieldError::labelled(name, language::text(label), fault))).ok()
    }

    /// Whether nothing was typed that lets somebody in, so that what the draft has stays.
    pub(super) fn chooses_nothing(&self, before: Option<[i16; 2]>) -> bool {
        let names = [PASSWORD, PASSWORD_AGAIN, QUESTIONS[0].1, QUESTIONS[1].1];
        let asked = |(name, number): ((&str, &str), i16)| self.value(name.0) == number.to_string();
        before.is_some_and(|before| {
            names.iter().all(|name| self.value(name).is_empty()) && QUESTIONS.into_iter().zip(before).all(asked)
        })
    }

    /// The password and the answers, if each was filled in and fits the others. How hard a password is to guess is for
    /// the hasher to say.
    pub(super) fn chosen(&self, personal: &Personal, errors: &mut Vec<FieldError>) -> Option<Chosen> {
        let password = self.value(PASSWORD);
        if password.is_empty() {
            errors.push(error(PASSWORD, "required", "account-password.missing"));
        } else if self.value(PASSWORD_AGAIN) != password {
            errors.push(error(PASSWORD_AGAIN, "differs", "account-password-again.differs"));
        }
        let answers = self.answers(personal, errors)?;
        let is_whole = !password.is_empty() && self.value(PASSWORD_AGAIN) == password;
        is_whole.then(|| Chosen { password: Password::new(password.to_owned()), answers })
    }

    /// The two questions with their answers, if each was filled in and fits the other.
    pub(super) fn answers(
        &self,
        personal: &Personal,
        errors: &mut Vec<FieldError>,
    ) -> Option<[(Question, questions::Answer); 2]> {
        let [first, second] = self.questions(errors);
        let one = self.answered(QUESTIONS[0].1, first, None, personal, errors);
        let other = self.answered(QUESTIONS[1].1, second, one.as_ref(), personal, errors);
        Some([(first?, one?), (second?, other?)])
    }

    /// The two questions; they differ.
    fn questions(&self, errors: &mut Vec<FieldError>) -> [Option<Question>; 2] {
        let read = QUESTIONS.map(|(name, _)| {
            let number = self.value(name).parse().ok();
            let question = number.and_then(Question::numbered).filter(|question| question.is_choice());
            if question.is_none() {
                errors.push(error(name, "required", "account-question-missing"));
            }
            question
        });
        if let [Some(first), Some(second)] = read
            && first == second
        {
            errors.push(error(QUESTIONS[1].0, "same_question", "account-question-same"));
            return [Some(first), None];
        }
        read
    }

    /// The answer to a question, if it is hard enough to guess.
    fn answered(
        &self,
        name: &str,
        question: Option<Question>,
        other: Option<&questions::Answer>,
        personal: &Personal,
        errors: &mut Vec<FieldError>,
    ) -> Option<questions::Answer> {
        let typed = self.value(name);
        if typed.is_empty() {
            errors.push(error(name, "required", "account-answer-missing"));
            return None;
        }
        let read = questions::Answer::new(typed);
        let faults = read.check(question?, other, personal);
        errors.extend(faults.iter().map(|fault| error(name, "unfit_answer", fault.text_id())));
        faults.is_empty().then_some(read)
    }
}

/// An error with a text of `shared/language/texts`.
pub(super) fn error(field: &str, code: &'static str, text_id: &'static str) -> FieldError {
    FieldError { field: field.to_owned(), code, message: language::text(text_id).to_owned() }
}

fn without_title(name: FullName, errors: &mut Vec<FieldError>) -> Option<FullName> {
    if name.has_title() {
        errors.push(error(DIPLOMA_NAME, "title", "account-diploma-name.title"));
        return None;
    }
    Some(name)
}
