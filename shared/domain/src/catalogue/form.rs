//! One form of the helpdesk.

use super::{DocumentKind, DocumentSpec, Field, FieldSpec, FormCode};
use crate::{Desk, FieldError};
use serde::Serialize;

/// One form of the helpdesk. It serializes to what a client needs to draw it, without the desk, which the public need
/// not know.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Form {
    /// Two digits, with which the ticket numbers of this form begin.
    pub code: FormCode,
    /// Name in addresses.
    pub slug: &'static str,
    /// The title that the manual gives it.
    pub title: &'static str,
    /// Where the manual describes it: `A.1` of 2023, or the year and item of an older one.
    pub section: &'static str,
    /// The heading of the menu under which it stands.
    pub group: &'static str,
    /// Whom the form helps and what the applicant should watch out for.
    pub explanation: &'static str,
    /// The fields that it asks for, in the order of the form.
    pub fields: &'static [FieldSpec],
    /// The documents that it asks for, in the order of the form.
    pub documents: &'static [DocumentSpec],
    /// What happens to a filed form.
    pub outcome: Outcome,
    /// The desk that solves it unless a routing rule says otherwise; `None` for self-service.
    #[serde(skip)]
    pub desk: Option<Desk>,
}

/// What happens to a filed form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The service records a ticket, and answers at once with what to do.
    Guidance,
    /// A ticket that an officer answers.
    Ticket,
    /// The accounts service solves it at once.
    SelfService,
}

impl Form {
    /// The page of the service of accounts that solves this form at once, in the language of the catalogue; `None` for
    /// every form that a ticket comes of. Only where accounts are served is it there.
    #[must_use]
    pub fn account_page(&self) -> Option<&'static str> {
        match self.slug {
            "reset-password" => Some("/akun/lupa-password/jawaban"),
            "lupa-jawaban-pengaman-1" => Some("/akun/lupa-password/jawaban-kedua"),
            _ => None,
        }
    }

    /// How this form asks for the field.
    #[must_use]
    pub fn field(&self, field: Field) -> Option<&'static FieldSpec> {
        self.fields.iter().find(|spec| spec.field == field)
    }

    /// How this form asks for the document.
    #[must_use]
    pub fn document(&self, kind: DocumentKind) -> Option<&'static DocumentSpec> {
        self.documents.iter().find(|spec| spec.kind == kind)
    }

    /// What is wrong with the set of documents that an applicant gave: missing, given twice, or not asked for. Empty
    /// when all is well.
    #[must_use]
    pub fn document_errors(&self, given: &[DocumentKind]) -> Vec<FieldError> {
        let count = |kind| given.iter().filter(|one| **one == kind).count();
        DocumentKind::ALL
            .into_iter()
            .filter_map(|kind| match (self.document(kind), count(kind)) {
                (Some(spec), 0) if spec.required => Some(FieldError::missing_document(kind)),
                (Some(_), 2..) => Some(FieldError::repeated(kind.as_str())),
                (None, 1..) => Some(FieldError::unknown(kind.as_str())),
                (Some(_), _) | (None, 0) => None,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::{DocumentKind, catalogue::by_slug};

    fn problems(slug: &str, given: &[DocumentKind]) -> Vec<(String, &'static str)> {
        let errors = by_slug(slug).unwrap().document_errors(given);
        errors.into_iter().map(|e| (e.field, e.code)).collect()
    }

    #[test]
    fn every_missing_document_is_named_at_once() {
        assert_eq!(
            problems("nik-didaftarkan-orang-lain", &[DocumentKind::Ktp]),
            [("selfie_ktp".to_owned(), "required"), ("kk_card".to_owned(), "required")]
        );
    }

    #[test]
    fn an_optional_document_may_be_left_out_but_not_given_twice() {
        use DocumentKind::{Diploma, EquivalencyLetter};
        let slug = "perguruan-tinggi-tidak-ditemukan";
        assert_eq!(problems(slug, &[Diploma]), []);
        assert_eq!(problems(slug, &[EquivalencyLetter, Diploma]), []);
        assert_eq!(
            problems(slug, &[EquivalencyLetter, Diploma, EquivalencyLetter]),
            [("equivalency_letter".to_owned(), "repeated")]
        );
    }

    #[test]
    fn a_document_that_the_form_does_not_ask_for_is_refused() {
        assert_eq!(problems("pengaduan-instansi", &[DocumentKind::Ktp]), [("ktp".to_owned(), "unknown_field")]);
    }
}
