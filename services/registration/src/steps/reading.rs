//! Reads the texts of a step, and collects what is wrong with them.

use domain::{FieldError, FieldFault, Text, TextRule, typed};

use super::{Control, Question};
use crate::registrations::Content;

/// The texts of a step while they are read.
pub(crate) struct Reading<'a> {
    content: &'a Content,
    pub(crate) errors: Vec<FieldError>,
}

impl<'a> Reading<'a> {
    pub(crate) const fn of(content: &'a Content) -> Self {
        Self { content, errors: Vec::new() }
    }

    /// A text as it was typed.
    pub(crate) fn raw(&self, name: &str) -> &'a str {
        self.content.value(name)
    }

    /// What `parse` makes of an answer; nothing for one that is missing, which is wrong when it is required.
    pub(crate) fn answer<T>(
        &mut self,
        question: &Question,
        parse: impl FnOnce(&str) -> Result<T, FieldFault>,
    ) -> Option<T> {
        let raw = self.raw(question.name);
        if typed::is_blank_text(raw) {
            if question.required {
                self.fault(question, FieldFault::Required);
            }
            return None;
        }
        parse(raw).map_err(|fault| self.fault(question, fault)).ok()
    }

    /// A line of at most `max` characters.
    pub(crate) fn line(&mut self, question: &Question, max: usize) -> Option<String> {
        self.answer(question, |raw| Text::parse(raw, TextRule::Line { max }).map(|text| text.expose().to_owned()))
    }

    /// One of the question's own entries.
    pub(crate) fn choice(&mut self, question: &Question) -> Option<String> {
        let Control::Choice(options) = &question.control else { return None };
        self.answer(question, |raw| {
            let known = options.iter().any(|(option, _label)| option == raw);
            if known { Ok(raw.to_owned()) } else { Err(FieldFault::UnknownOption) }
        })
    }

    /// Something is wrong with an answer, in words of its own.
    pub(crate) fn tell(&mut self, name: &str, code: &'static str, message: impl Into<String>) {
        self.errors.push(FieldError { field: name.to_owned(), code, message: message.into() });
    }

    fn fault(&mut self, question: &Question, fault: FieldFault) {
        self.errors.push(FieldError::labelled(question.name, question.called(), fault));
    }
}
