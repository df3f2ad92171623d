//! What is wrong with one field, for the API and for people. An error never quotes what the applicant gave.

use crate::{DocumentKind, FieldFault, FieldSpec, texts};
use language::text;
use serde::Serialize;

/// Longest name of an unknown field that an error repeats, in characters.
const MAX_NAME: usize = 40;

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// Name of the field or document.
    pub field: String,
    /// What is wrong, for programs.
    pub code: &'static str,
    /// What is wrong and how to correct it, for people.
    pub message: String,
}

impl FieldError {
    /// A fault of a field.
    #[must_use]
    pub fn of(spec: &FieldSpec, fault: FieldFault) -> Self {
        Self { field: spec.field.as_str().to_owned(), code: fault.code(), message: texts::fault(spec, fault) }
    }

    /// A fault of a field that is in no form of the catalogue, by the label that people know it by.
    #[must_use]
    pub fn labelled(field: &str, label: &str, fault: FieldFault) -> Self {
        Self { field: field.to_owned(), code: fault.code(), message: texts::fault_of(label, fault) }
    }

    /// The error for a document that the form needs and did not get.
    #[must_use]
    pub fn missing_document(kind: DocumentKind) -> Self {
        Self {
            field: kind.as_str().to_owned(),
            code: FieldFault::Required.code(),
            message: texts::missing_document(kind),
        }
    }

    /// The error for a field or document that the form does not ask for. It does not repeat a name that no form could
    /// have, because a stranger may have sent anything.
    #[must_use]
    pub fn unknown(name: &str) -> Self {
        Self { field: safe(name), code: "unknown_field", message: text("fault-unknown-field").to_owned() }
    }

    /// The error for a field or document that came more than once.
    #[must_use]
    pub fn repeated(name: &str) -> Self {
        Self { field: safe(name), code: "repeated", message: text("fault-repeated").to_owned() }
    }
}

fn safe(name: &str) -> String {
    let starts_well = name.starts_with(|c: char| c.is_ascii_lowercase());
    let harmless = name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-'));
    if starts_well && harmless && name.len() <= MAX_NAME { name.to_owned() } else { "?".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Field, catalogue::FORMS};

    #[test]
    fn a_message_says_what_is_wrong_and_how_to_put_it_right() {
        let form = crate::catalogue::by_slug("status-bukan-pns").unwrap();
        let error =
            FieldError::of(form.field(Field::Nik).unwrap(), FieldFault::WrongDigitCount { expected: 16, found: 15 });
        assert_eq!(error.field, "nik");
        assert_eq!(error.code, "wrong_length");
        assert_eq!(error.message, "NIK terdiri atas 16 angka; Anda menulis 15.");
    }

    #[test]
    fn every_fault_of_every_field_has_words_that_name_the_field() {
        let faults = [
            FieldFault::Required,
            FieldFault::TooLong { max: 1, found: 2 },
            FieldFault::WrongDigitCount { expected: 16, found: 1 },
            FieldFault::NotDigits,
            FieldFault::NotAName,
            FieldFault::NotANumber,
            FieldFault::LineBreak,
            FieldFault::MixedScripts,
            FieldFault::HiddenCharacter { line: 2, after: 17 },
            FieldFault::NotADate,
            FieldFault::UnreadableDate,
            FieldFault::TwoDigitYear,
            FieldFault::InFuture,
            FieldFault::TooYoung,
            FieldFault::TooOld,
            FieldFault::UnknownOption,
        ];
        for spec in FORMS.iter().flat_map(|form| form.fields) {
            for fault in faults {
                let error = FieldError::of(spec, fault);
                assert!(error.message.contains(crate::texts::short(spec)));
                assert!(!error.message.contains("  "), "{}", error.message);
            }
        }
    }

    #[test]
    fn a_strange_name_is_not_repeated() {
        assert_eq!(FieldError::unknown("middle_name").field, "middle_name");
        for name in ["", "3202051002900010", "Budi Santoso", "a\nb", &"a".repeat(41)] {
            assert_eq!(FieldError::unknown(name).field, "?");
        }
    }
}
