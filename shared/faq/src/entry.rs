//! One question with its answer, as somebody wrote it.

use domain::{FieldFault, Text, TextRule};

use crate::{Audience, MarkdownFault, Topic, render};

/// The rule of a question: 1 to 200 characters.
pub const QUESTION: TextRule = TextRule::Line { max: 200 };

/// The rule of what else people type when they ask it: up to 500 characters.
pub const ASKED: TextRule = TextRule::Narrative { max: 500 };

/// The rule of an answer: 1 to 8000 characters of Markdown.
pub const ANSWER: TextRule = TextRule::Narrative { max: 8000 };

/// One question with its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Who it is for.
    pub audience: Audience,
    /// The page that it stands on.
    pub topic: Topic,
    /// Plain text.
    pub question: String,
    /// What else people type when they ask this. The search reads it, and nobody sees it.
    pub asked: String,
    /// Markdown, see [`render`].
    pub answer: String,
}

/// What is wrong with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryFault {
    /// The question is empty, too long, or more than a line.
    Question(FieldFault),
    /// What people type is too long or has what nobody sees.
    Asked(FieldFault),
    /// The answer is empty or too long.
    Answer(FieldFault),
    /// The answer has Markdown that is not shown.
    Markdown(MarkdownFault),
    /// The question or what people type has sixteen digits in a row, as a NIK has.
    QuestionDigits,
    /// The answer has sixteen digits in a row, as a NIK has.
    AnswerDigits,
}

impl Entry {
    /// The entry as it is kept.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn checked(self) -> Result<Self, Vec<EntryFault>> {
        let mut faults = Vec::new();
        let mut kept = |typed: &str, rule, fault: fn(FieldFault) -> EntryFault| match Text::parse(typed, rule) {
            Ok(text) => text.expose().to_owned(),
            Err(found) => {
                faults.push(fault(found));
                String::new()
            }
        };
        let question = kept(&self.question, QUESTION, EntryFault::Question);
        let answer = kept(&self.answer, ANSWER, EntryFault::Answer);
        let asked = if domain::typed::is_blank_text(&self.asked) {
            String::new()
        } else {
            kept(&self.asked, ASKED, EntryFault::Asked)
        };
        if domain::holds_sixteen_digits(&question) || domain::holds_sixteen_digits(&asked) {
            faults.push(EntryFault::QuestionDigits);
        }
        if domain::holds_sixteen_digits(&answer) {
            faults.push(EntryFault::AnswerDigits);
        }
        if !answer.is_empty()
            && let Err(fault) = render(&answer)
        {
            faults.push(EntryFault::Markdown(fault));
        }
        if faults.is_empty() { Ok(Self { question, asked, answer, ..self }) } else { Err(faults) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(question: &str, asked: &str, answer: &str) -> Entry {
        let [question, asked, answer] = [question, asked, answer].map(str::to_owned);
        Entry { audience: Audience::Everyone, topic: Topic::Login, question, asked, answer }
    }

    #[test]
    fn an_entry_is_kept_without_what_nobody_sees() {
        let kept = entry(" Apa\u{200b} itu? ", " ", "Satu.\n\n- dua\n").checked().unwrap();
        assert_eq!((kept.question.as_str(), kept.asked.as_str()), ("Apa itu?", ""));
        assert_eq!(kept.answer, "Satu.\n\n- dua");
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let faults = entry("", &"a".repeat(501), "# Judul").checked().unwrap_err();
        assert_eq!(faults.len(), 3, "{faults:?}");
        assert!(faults.contains(&EntryFault::Markdown(MarkdownFault::NotPlain { line: 1 })), "{faults:?}");
    }

    #[test]
    fn a_number_as_long_as_a_nik_is_never_kept() {
        for (question, asked, answer, fault) in [
            ("NIK 3174 0157 0801 0001?", "", "Ya.", EntryFault::QuestionDigits),
            ("Apa?", "3174015708010001", "Ya.", EntryFault::QuestionDigits),
            ("Apa?", "", "NIK Anda 3174-0157-0801-0001.", EntryFault::AnswerDigits),
        ] {
            assert_eq!(entry(question, asked, answer).checked(), Err(vec![fault]));
        }
    }
}
