//! What the forms 04 and 05 send, as it was typed.

use credentials::OneTimeAnswer;
use credentials::questions::Question;
use domain::FieldError;
use jiff::civil::Date;
use population::Identity;
use serde::Deserialize;

use crate::pages::second_typed::error;
use crate::pages::typed;

/// Name of the field for the question.
pub(super) const QUESTION: &str = "question";
/// Name of the field for its answer.
pub(super) const ANSWER: &str = "answer";

/// What the pages send. Personal data, and a secret.
#[derive(Default, Deserialize)]
pub(super) struct Typed {
    /// Identity and code against robots.
    #[serde(flatten)]
    pub(super) person: typed::Typed,
    #[serde(default)]
    pub(super) question: String,
    #[serde(default)]
    pub(super) answer: String,
}

impl Typed {
    /// The question that was chosen.
    pub(super) fn question(&self) -> Option<Question> {
        self.question.parse().ok().and_then(Question::numbered)
    }

    /// What stands in the page again of the answer: one that counts once, which the person has from a page that is
    /// shown once. An answer that the person knows is typed again.
    pub(super) fn shown_answer(&self) -> &str {
        if OneTimeAnswer::read(&self.answer).is_some() { &self.answer } else { "" }
    }

    /// Who it is and which question is answered, and everything that is wrong, in the order of the page.
    pub(super) fn read(&self, today: Date) -> (Option<(Identity, Question)>, Vec<FieldError>) {
        let mut errors = Vec::new();
        let identity = self.person.identity(today, &mut errors);
        let question = self.question();
        if question.is_none() {
            errors.push(error(QUESTION, "required", "account-question-missing"));
        }
        if domain::typed::is_blank_text(&self.answer) {
            errors.push(error(ANSWER, "required", "account-answer-missing"));
        }
        (identity.zip(question), errors)
    }
}
