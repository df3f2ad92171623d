//! 2. Memilih Jenis Seleksi: what somebody registers for. Those who were "tenaga honorer kategori II" say so.

use domain::{FieldError, Text, TextRule};

use super::{Control, Question, Reading};
use crate::catalogue::Selection;
use crate::registrations::{Content, Thk2Outcome};
use domain::SelectionKind;

/// Name of the field for the kind.
pub(crate) const KIND: &str = "selection";
/// Name of the field that asks whether somebody was THK-II.
pub(crate) const THK2: &str = "thk2";
/// Name of the field for the number on that list.
pub(crate) const THK2_NUMBER: &str = "thk2_number";
/// Most characters of that number.
pub(crate) const LONGEST_NUMBER: usize = 15;

const YES_NO: [(&str, &str); 2] = [("no", "answer-no"), ("yes", "answer-yes")];

/// What is asked for. `open` are the kinds whose registration is taken now.
pub(crate) fn questions(open: &[SelectionKind]) -> Vec<Question> {
    let kinds = open.iter().map(|kind| (kind.as_str().into(), kind.name().into())).collect();
    vec![
        Question::line(KIND, "selection-kind", "selection-kind.help").with(Control::Choice(kinds)),
        Question { help: "selection-thk2.help", ..Question::choice(THK2, "selection-thk2", &YES_NO) }.optional(),
        Question::line(THK2_NUMBER, "selection-thk2-number", "selection-thk2-number.help").optional(),
    ]
}

/// The kind that was chosen, and everything that is wrong.
pub(crate) fn read(content: &Content, open: &[SelectionKind]) -> (Option<SelectionKind>, Vec<FieldError>) {
    let mut reading = Reading::of(content);
    let questions = questions(open);
    let [kind, thk2, number] = questions.as_slice() else { return (None, Vec::new()) };
    let kind = reading.choice(kind).as_deref().and_then(|name| name.parse::<SelectionKind>().ok());
    if kind.is_some_and(|kind| Selection::of(kind) == Selection::Pppk) {
        let asked = Question { required: true, ..thk2.clone() };
        if reading.choice(&asked).as_deref() == Some("yes") {
            of_number(&mut reading, number, content);
        }
    }
    (kind, reading.errors)
}

/// A number that was typed must have been asked for, and must not be another person's.
fn of_number(reading: &mut Reading<'_>, question: &Question, content: &Content) {
    let asked = Question { required: true, ..question.clone() };
    let Some(number) = reading.answer(&asked, self::number) else { return };
    match content.thk2.as_ref().filter(|checked| checked.number == number).map(|checked| checked.outcome) {
        Some(Thk2Outcome::Found | Thk2Outcome::Later) => {}
        Some(Thk2Outcome::Differs) => {
            reading.tell(THK2_NUMBER, "thk2_differs", language::text("selection-thk2.differs"));
        }
        Some(Thk2Outcome::Unknown) => {
            reading.tell(THK2_NUMBER, "thk2_unknown", language::text("selection-thk2.unknown"));
        }
        None => reading.tell(THK2_NUMBER, "thk2_unchecked", language::text("selection-thk2.unchecked")),
    }
}

/// A number of the list: letters, digits and a few signs, however its letters are typed.
///
/// # Errors
/// When it is no such number.
pub(crate) fn number(raw: &str) -> Result<String, domain::FieldFault> {
    let text = Text::parse(raw, TextRule::Line { max: LONGEST_NUMBER })?;
    let number = text.expose().to_uppercase();
    let tame = number.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '/'));
    if tame { Ok(number) } else { Err(domain::FieldFault::NotANumber) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registrations::Thk2;

    fn told(typed: &[(&str, &str)], thk2: Option<(&str, Thk2Outcome)>) -> Vec<(String, &'static str)> {
        let mut content = Content::default();
        for (name, value) in typed {
            content.set(name, value);
        }
        content.thk2 = thk2.map(|(number, outcome)| Thk2 { number: number.to_owned(), outcome });
        let (_kind, errors) = read(&content, &[SelectionKind::Cpns, SelectionKind::PppkGuru]);
        errors.into_iter().map(|error| (error.field, error.code)).collect()
    }

    #[test]
    fn only_a_kind_that_is_open_can_be_chosen() {
        assert_eq!(told(&[(KIND, "cpns")], None), []);
        assert_eq!(told(&[], None), [(KIND.to_owned(), "required")]);
        assert_eq!(told(&[(KIND, "pppk_teknis")], None), [(KIND.to_owned(), "unknown_option")]);
    }

    #[test]
    fn who_was_thk2_gives_a_number_that_was_asked_for() {
        let pppk = [(KIND, "pppk_guru"), (THK2, "yes"), (THK2_NUMBER, "12-ab/3")];
        assert_eq!(told(&pppk[..1], None), [(THK2.to_owned(), "required")]);
        assert_eq!(told(&[pppk[0], (THK2, "no")], None), []);
        assert_eq!(told(&pppk, None), [(THK2_NUMBER.to_owned(), "thk2_unchecked")]);
        for (outcome, code) in [(Thk2Outcome::Differs, "thk2_differs"), (Thk2Outcome::Unknown, "thk2_unknown")] {
            assert_eq!(told(&pppk, Some(("12-AB/3", outcome))), [(THK2_NUMBER.to_owned(), code)]);
        }
        for outcome in [Thk2Outcome::Found, Thk2Outcome::Later] {
            assert_eq!(told(&pppk, Some(("12-AB/3", outcome))), []);
            assert_eq!(told(&pppk, Some(("other", outcome))), [(THK2_NUMBER.to_owned(), "thk2_unchecked")]);
        }
        assert_eq!(
            told(&[pppk[0], pppk[1], (THK2_NUMBER, "a b")], None),
            [(THK2_NUMBER.to_owned(), "invalid_character")]
        );
    }
}
