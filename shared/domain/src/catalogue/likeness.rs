//! What makes tickets of a form alike, so that supervisors can look at them and answer them together.

use super::{FORMS, Field, Form, FormCode};

/// What makes tickets of a form alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// They miss the same entry of a reference list.
    MissingEntry,
    /// Their applicants describe much the same in their own words.
    FreeText,
}

impl Form {
    /// What makes tickets of this form alike; `None` when each ticket is a case of its own.
    #[must_use]
    pub fn likeness(&self) -> Option<Likeness> {
        if self.field(Field::Chronology).or_else(|| self.field(Field::Complaint)).is_some() {
            return Some(Likeness::FreeText);
        }
        self.fields.iter().any(|spec| spec.field.suggestions().is_some()).then_some(Likeness::MissingEntry)
    }
}

/// The forms whose tickets may be alike.
pub fn with_likeness() -> impl Iterator<Item = FormCode> {
    FORMS.iter().filter(|form| form.likeness().is_some()).map(|form| form.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tickets_are_alike_by_what_their_form_asks_for() {
        let of = |likeness| {
            let forms = FORMS.iter().filter(move |form| form.likeness() == likeness);
            forms.map(|form| form.code.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(of(Some(Likeness::MissingEntry)), ["09", "10"]);
        assert_eq!(of(Some(Likeness::FreeText)), ["21", "22", "66", "67", "70"]);
        assert_eq!(with_likeness().count(), 7);
    }
}
