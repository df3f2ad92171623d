//! The catalogue: every form of the helpdesk as data. Web forms, validation, API, routing and the officer's view derive
//! from it.
//!
//! Sources: the manual of 2023 for sections A to E, the manual of 2021 for forms 23, 24 and 70. The manual's own
//! screenshots show the codes 09 and 67.

mod document_kind;
mod document_spec;
mod field;
mod field_spec;
mod form;
mod form_code;
mod forms;
mod likeness;
mod rule;
mod suggestions;

pub use document_kind::DocumentKind;
pub use document_spec::{DocumentSpec, MEDIA_TYPES};
pub use field::Field;
pub use field_spec::FieldSpec;
pub use form::{Form, Outcome};
pub use form_code::{FormCode, InvalidFormCode};
pub use forms::FORMS;
pub use likeness::{Likeness, with_likeness};
pub(crate) use rule::{CARD_DIGITS, SHORT_TEXT};
pub use rule::{Choice, Control, InputMode, Rule, TextRule};
pub use suggestions::Suggestions;

/// The form with this slug.
#[must_use]
pub fn by_slug(slug: &str) -> Option<&'static Form> {
    FORMS.iter().find(|form| form.slug == slug)
}

/// The form with this code.
#[must_use]
pub fn by_code(code: FormCode) -> Option<&'static Form> {
    FORMS.iter().find(|form| form.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Desk;
    use serde_json::json;
    use std::collections::HashSet;

    #[test]
    fn the_catalogue_has_every_form_in_order() {
        let codes: Vec<String> = FORMS.iter().map(|form| form.code.to_string()).collect();
        assert_eq!(
            codes,
            ["01", "02", "03", "04", "05", "06", "09", "10", "20", "21", "22", "23", "24", "66", "67", "70"]
        );
        let slugs: HashSet<_> = FORMS.iter().map(|form| form.slug).collect();
        assert_eq!(slugs.len(), FORMS.len());
    }

    #[test]
    fn every_form_is_found_by_slug_and_code() {
        for form in FORMS {
            assert_eq!(by_slug(form.slug).unwrap().code, form.code);
            assert_eq!(by_code(form.code).unwrap().slug, form.slug);
        }
        assert!(by_slug("tidak-ada").is_none());
        assert!(by_code("99".parse().unwrap()).is_none());
    }

    #[test]
    fn every_form_knows_who_asks() {
        for form in FORMS {
            for field in [Field::FullName, Field::Nik, Field::Kk] {
                assert!(form.field(field).unwrap().required, "{}", form.slug);
            }
        }
    }

    #[test]
    fn no_form_asks_twice_for_the_same() {
        for form in FORMS {
            let fields: HashSet<_> = form.fields.iter().map(|spec| spec.field).collect();
            assert_eq!(fields.len(), form.fields.len(), "{}", form.slug);
            let documents: HashSet<_> = form.documents.iter().map(|spec| spec.kind).collect();
            assert_eq!(documents.len(), form.documents.len(), "{}", form.slug);
        }
    }

    #[test]
    fn no_field_has_the_name_of_a_document() {
        for kind in DocumentKind::ALL {
            assert!(kind.as_str().parse::<Field>().is_err());
        }
    }

    #[test]
    fn every_field_and_document_is_asked_for_by_some_form() {
        for field in Field::ALL {
            assert!(FORMS.iter().any(|form| form.field(field).is_some()), "{field}");
        }
        for kind in DocumentKind::ALL {
            assert!(FORMS.iter().any(|form| form.document(kind).is_some()), "{kind}");
        }
    }

    #[test]
    fn self_service_has_no_desk_and_all_others_have_one() {
        for form in FORMS {
            assert_eq!(form.desk.is_none(), form.outcome == Outcome::SelfService, "{}", form.slug);
            assert_eq!(form.account_page().is_some(), form.outcome == Outcome::SelfService, "{}", form.slug);
            assert_eq!(form.desk == Some(Desk::DukcapilGuidance), form.outcome == Outcome::Guidance, "{}", form.slug);
        }
    }

    #[test]
    fn the_fields_of_each_form_are_those_of_the_manual() {
        let identity = "full_name nik kk birth_place birth_date";
        for (slug, fields, documents) in [
            ("nik-kk-tidak-ditemukan", identity.to_owned(), ""),
            ("nik-didaftarkan-orang-lain", identity.to_owned(), "selfie_ktp ktp kk_card"),
            ("data-tidak-sesuai", identity.to_owned(), ""),
            ("reset-password", format!("{identity} security_question_1 security_answer_1"), ""),
            ("lupa-jawaban-pengaman-1", format!("{identity} security_question_2 security_answer_2"), ""),
            ("lupa-jawaban-pengaman-2", identity.to_owned(), "ktp kk_card"),
            ("lokasi-lahir-tidak-ditemukan", "full_name nik kk birth_country birth_city".to_owned(), ""),
            (
                "perguruan-tinggi-tidak-ditemukan",
                "full_name nik kk university education_level study_programme".to_owned(),
                "diploma equivalency_letter?",
            ),
            ("pppk-guru-kemendikbud", format!("applicant_category educator_certificate? {identity}"), "ktp diploma"),
            ("perbaikan-data-eks-thk2", format!("{identity} thk2_number chronology"), "ktp diploma thk2_card?"),
            ("lupa-nomor-thk2", format!("{identity} thk2_agency chronology"), "ktp diploma"),
            ("cek-dapodik-lulusan-ppg", identity.to_owned(), "ktp diploma"),
            ("cek-eks-thk2", identity.to_owned(), "ktp diploma"),
            ("status-bukan-pns", format!("{identity} chronology"), "ktp diploma"),
            ("status-sudah-bukan-asn", format!("{identity} chronology"), "dismissal_letter ktp diploma"),
            ("pengaduan-instansi", format!("{identity} target_agency complaint"), ""),
        ] {
            let form = by_slug(slug).unwrap();
            let mark = |required: bool| if required { "" } else { "?" };
            let asked: Vec<_> =
                form.fields.iter().map(|spec| format!("{}{}", spec.field, mark(spec.required))).collect();
            assert_eq!(asked.join(" "), fields, "{slug}");
            let wanted: Vec<_> =
                form.documents.iter().map(|spec| format!("{}{}", spec.kind, mark(spec.required))).collect();
            assert_eq!(wanted.join(" "), documents, "{slug}");
        }
    }

    #[test]
    fn a_client_can_draw_a_form_from_its_json() {
        let form = serde_json::to_value(by_slug("perguruan-tinggi-tidak-ditemukan").unwrap());
        let form = form.unwrap();
        assert_eq!(form["code"], "10");
        assert_eq!(form["outcome"], "ticket");
        assert!(form.get("desk").is_none());
        assert_eq!(form["fields"][1]["name"], "nik");
        assert_eq!(form["fields"][1]["control"], "digits");
        assert_eq!(form["fields"][1]["max_length"], 16);
        assert_eq!(form["fields"][1]["input_mode"], "numeric");
        assert_eq!(form["fields"][3]["suggestions"], "universities");
        assert_eq!(form["fields"][4]["control"], "select");
        assert_eq!(form["fields"][4]["max_length"], json!(null));
        assert_eq!(form["fields"][4]["options"][5], json!({"value": "S-1", "label": "S-1"}));
        assert_eq!(form["documents"][1]["required"], false);
        assert!(form["documents"][1]["note"].as_str().unwrap().len() > 40);
        assert_eq!(form["documents"][1]["max_bytes"], 204_800);
        assert_eq!(form["documents"][1]["media_types"], json!(["application/pdf", "image/jpeg"]));
    }

    #[test]
    fn the_name_comes_without_titles_on_d2_and_d3_only() {
        for form in FORMS {
            let without = form.field(Field::FullName).unwrap().without_titles;
            assert_eq!(without, matches!(form.section, "D.2" | "D.3"));
        }
    }
}
