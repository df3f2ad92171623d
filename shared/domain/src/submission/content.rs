//! The content of one submission. Code that holds a [`Content`] need not check any field again.

use super::{FieldError, Hint};
use crate::{BirthDate, FamilyCard, Field, FieldFault, FieldSpec, Form, FullName, Nik, Rule, Text, regions, time};
use jiff::civil::Date;
use std::{borrow::Cow, collections::BTreeMap, fmt};

/// A filled-in form that follows every rule. Personal data.
#[derive(Clone)]
pub struct Content {
    pub(super) form: &'static Form,
    pub(super) full_name: FullName,
    pub(super) nik: Nik,
    pub(super) kk: FamilyCard,
    pub(super) birth_date: Option<BirthDate>,
    pub(super) texts: BTreeMap<Field, Text>,
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Content({})", self.form.slug)
    }
}

impl Content {
    /// Parses the fields of a form. An optional field may be missing or blank. `today` is the day in WIB.
    ///
    /// # Errors
    /// Every error of every field at once, in the order of the form. Fields that the form does not ask for come last.
    pub fn parse(form: &'static Form, raw: &BTreeMap<String, String>, today: Date) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader { form, raw, faults: Vec::new() };
        let full_name = reader.read(Field::FullName, FullName::parse);
        let nik = reader.read(Field::Nik, Nik::parse);
        let kk = reader.read(Field::Kk, FamilyCard::parse);
        let birth_date = reader.read(Field::BirthDate, |raw| BirthDate::parse(raw, today));
        let texts = reader.read_texts();
        let errors = reader.errors();
        match (full_name, nik, kk) {
            (Some(full_name), Some(nik), Some(kk)) if errors.is_empty() => {
                Ok(Self { form, full_name, nik, kk, birth_date, texts })
            }
            _ => Err(errors),
        }
    }

    /// The form that the applicant filled in.
    #[must_use]
    pub const fn form(&self) -> &'static Form {
        self.form
    }

    /// The applicant's name.
    #[must_use]
    pub const fn full_name(&self) -> &FullName {
        &self.full_name
    }

    /// The applicant's identity number.
    #[must_use]
    pub const fn nik(&self) -> &Nik {
        &self.nik
    }

    /// The applicant's family card number.
    #[must_use]
    pub const fn kk(&self) -> &FamilyCard {
        &self.kk
    }

    /// Day of birth, on the forms that ask for it.
    #[must_use]
    pub const fn birth_date(&self) -> Option<&BirthDate> {
        self.birth_date.as_ref()
    }

    /// The text of a field that is neither name, card number nor date: personal data.
    #[must_use]
    pub fn text(&self, field: Field) -> Option<&str> {
        self.texts.get(&field).map(Text::expose)
    }

    /// What the applicant describes in their own words, where the form asks for it: personal data.
    #[must_use]
    pub fn free_text(&self) -> Option<&str> {
        self.text(Field::Chronology).or_else(|| self.text(Field::Complaint))
    }

    /// The identity as one text, on the forms that ask for all of it: personal data. See
    /// [`compared_identity`](crate::compared_identity).
    #[must_use]
    pub fn compared_identity(&self) -> Option<String> {
        let (place, born) = (self.text(Field::BirthPlace)?, self.birth_date()?);
        Some(crate::compared_identity(&self.nik, &self.kk, self.full_name.expose(), place, born))
    }

    /// Every value that the applicant gave, in the order of [`Field::ALL`], the date as `yyyy-mm-dd`: personal data.
    pub fn values(&self) -> impl Iterator<Item = (Field, Cow<'_, str>)> {
        Field::ALL.into_iter().filter_map(|field| {
            let value = match field.rule() {
                Rule::Name => Some(Cow::Borrowed(self.full_name.expose())),
                Rule::Nik => Some(Cow::Borrowed(self.nik.expose())),
                Rule::FamilyCard => Some(Cow::Borrowed(self.kk.expose())),
                Rule::BirthDate => self.birth_date.map(|date| Cow::Owned(date.iso())),
                Rule::Text(_) => self.text(field).map(Cow::Borrowed),
            };
            value.map(|value| (field, value))
        })
    }

    /// Every value that the applicant gave, as people read it and in the order of the form: the date in words, and what
    /// was chosen by its label. Personal data.
    pub fn filled(&self) -> impl Iterator<Item = (&'static FieldSpec, Cow<'_, str>)> {
        let mut values: BTreeMap<Field, Cow<'_, str>> = self.values().collect();
        if let Some(date) = self.birth_date {
            values.insert(Field::BirthDate, Cow::Owned(time::day_in_words(date.expose())));
        }
        self.form.fields.iter().filter_map(move |spec| {
            let value = values.remove(&spec.field)?;
            let chosen = spec.field.rule().options().iter().find(|choice| choice.value == value);
            Some((spec, chosen.map_or(value, |choice| Cow::Borrowed(choice.shown_label()))))
        })
    }

    /// What the officer should look at.
    #[must_use]
    pub fn hints(&self) -> Vec<Hint> {
        Hint::ALL.into_iter().filter(|hint| self.calls_for(*hint)).collect()
    }

    fn calls_for(&self, hint: Hint) -> bool {
        match hint {
            Hint::NikRegionUnknown => {
                regions::find(self.nik.region()).is_none_or(|region| region.current && region.district.is_none())
            }
            Hint::NikBirthDateDiffers => self.birth_date.is_some_and(|date| !self.nik.tells_of_birth_on(date.expose())),
            Hint::NameHasTitle => {
                self.full_name.has_title() && self.form.field(Field::FullName).is_some_and(|spec| spec.without_titles)
            }
        }
    }

    /// Bytes for a fingerprint: the same for the same content, others for any other content. Personal data.
    #[must_use]
    pub fn canonical_bytes(&self) -> Vec<u8> {
        let mut bytes = self.form.code.to_string().into_bytes();
        for (field, value) in self.values() {
            for part in [field.as_str(), &value] {
                bytes.extend_from_slice(part.len().to_string().as_bytes());
                bytes.push(b':');
                bytes.extend_from_slice(part.as_bytes());
            }
        }
        bytes
    }
}

/// Parses the fields of one form and collects what is wrong.
struct Reader<'a> {
    form: &'static Form,
    raw: &'a BTreeMap<String, String>,
    faults: Vec<(Field, FieldFault)>,
}

impl Reader<'_> {
    /// Parses a field; `None` when the form does not ask for it, when it is optional and blank, and when it is wrong.
    fn read<T>(&mut self, field: Field, parse: impl FnOnce(&str) -> Result<T, FieldFault>) -> Option<T> {
        let spec = self.form.field(field)?;
        let raw = self.raw.get(field.as_str()).map_or("", String::as_str);
        match parse(raw) {
            Ok(value) => Some(value),
            Err(FieldFault::Required) if !spec.required => None,
            Err(fault) => {
                self.faults.push((field, fault));
                None
            }
        }
    }

    fn read_texts(&mut self) -> BTreeMap<Field, Text> {
        let mut texts = BTreeMap::new();
        for spec in self.form.fields {
            if let Rule::Text(rule) = spec.field.rule()
                && let Some(text) = self.read(spec.field, |raw| Text::parse(raw, rule))
            {
                texts.insert(spec.field, text);
            }
        }
        texts
    }

    fn errors(self) -> Vec<FieldError> {
        let fault_of = |field| self.faults.iter().find(|(faulty, _)| *faulty == field);
        let wrong = self.form.fields.iter().filter_map(|spec| {
            let (_, fault) = fault_of(spec.field)?;
            Some(FieldError::of(spec, *fault))
        });
        let asked = |name: &str| self.form.fields.iter().any(|spec| spec.field.as_str() == name);
        let unknown = self.raw.keys().filter(|name| !asked(name));
        wrong.chain(unknown.map(|name| FieldError::unknown(name))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{FORMS, by_slug};
    use jiff::civil::date;
    use proptest::prelude::*;

    const TODAY: Date = date(2026, 11, 21);

    fn right_value(field: Field) -> String {
        match field.rule() {
            Rule::Name => "Budi Santoso".to_owned(),
            Rule::Nik => "3202051002900010".to_owned(),
            Rule::FamilyCard => "3202052501110007".to_owned(),
            Rule::BirthDate => "1990-02-10".to_owned(),
            Rule::Text(_) => field.rule().options().first().map_or("12345", |option| option.value).to_owned(),
        }
    }

    fn right(form: &Form) -> BTreeMap<String, String> {
        let fields = form.fields.iter().map(|spec| spec.field);
        fields.map(|field| (field.as_str().to_owned(), right_value(field))).collect()
    }

    fn parse(slug: &str, changes: &[(&str, &str)]) -> Result<Content, Vec<FieldError>> {
        let form = by_slug(slug).unwrap();
        let mut raw = right(form);
        for (name, value) in changes {
            raw.insert((*name).to_owned(), (*value).to_owned());
        }
        Content::parse(form, &raw, TODAY)
    }

    fn codes(errors: &[FieldError]) -> Vec<(&str, &str)> {
        errors.iter().map(|error| (error.field.as_str(), error.code)).collect()
    }

    #[test]
    fn what_was_filled_in_reads_in_the_order_of_the_form_with_the_date_in_words() {
        let label = |field: Field| field.rule().options().first().map(|choice| choice.label.to_owned());
        for form in FORMS {
            let content = Content::parse(form, &right(form), TODAY).unwrap();
            let read: Vec<_> = content.filled().map(|(spec, value)| (spec.field, value.into_owned())).collect();
            assert_eq!(read.len(), form.fields.len(), "{}", form.slug);
            for ((field, value), spec) in read.into_iter().zip(form.fields) {
                let wanted = if field == Field::BirthDate {
                    "10 Februari 1990".to_owned()
                } else {
                    label(field).unwrap_or_else(|| right_value(field))
                };
                assert_eq!((field, value), (spec.field, wanted), "{}", form.slug);
            }
        }
    }

    #[tokio::test]
    async fn what_was_chosen_reads_in_the_language_that_is_spoken() {
        let content = parse("pppk-guru-kemendikbud", &[("applicant_category", "Guru Swasta")]).unwrap();
        let read = || {
            let mut filled = content.filled().filter(|(spec, _)| spec.field == Field::ApplicantCategory);
            filled.next().map(|(_, value)| value.into_owned())
        };
        assert_eq!(read().as_deref(), Some("Guru Swasta"));
        let english = language::speaking("/en/status", async { read() }).await;
        assert_eq!(english.as_deref(), Some("Guru Swasta (teacher at a private school)"));
    }

    #[test]
    fn every_form_accepts_a_right_submission_and_keeps_every_value() {
        for form in FORMS {
            let raw = right(form);
            let content = Content::parse(form, &raw, TODAY).unwrap();
            let values: BTreeMap<String, String> =
                content.values().map(|(field, value)| (field.as_str().to_owned(), value.into_owned())).collect();
            assert_eq!(values, raw, "{}", form.slug);
            assert!(content.hints().is_empty(), "{}", form.slug);
        }
    }

    #[test]
    fn every_form_names_every_missing_field_in_its_own_order() {
        for form in FORMS {
            let errors = Content::parse(form, &BTreeMap::new(), TODAY).unwrap_err();
            let required: Vec<_> =
                form.fields.iter().filter(|spec| spec.required).map(|spec| (spec.field.as_str(), "required")).collect();
            assert_eq!(codes(&errors), required, "{}", form.slug);
        }
    }

    #[test]
    fn all_errors_come_at_once() {
        let story = "a".repeat(501);
        let errors = parse(
            "status-bukan-pns",
            &[
                ("full_name", "Budi 2"),
                ("nik", "12345"),
                ("kk", "satu"),
                ("birth_place", " "),
                ("birth_date", "30/02/1990"),
                ("chronology", &story),
                ("captcha", "09fae"),
                ("university", "UI"),
            ],
        )
        .unwrap_err();
        assert_eq!(
            codes(&errors),
            [
                ("full_name", "invalid_character"),
                ("nik", "wrong_length"),
                ("kk", "not_digits"),
                ("birth_place", "required"),
                ("birth_date", "not_a_date"),
                ("chronology", "too_long"),
                ("captcha", "unknown_field"),
                ("university", "unknown_field"),
            ]
        );
    }

    #[test]
    fn an_optional_field_may_be_blank_but_not_wrong() {
        let slug = "pppk-guru-kemendikbud";
        let content = parse(slug, &[("educator_certificate", "  ")]).unwrap();
        assert_eq!(content.text(Field::EducatorCertificate), None);
        let errors = parse(slug, &[("educator_certificate", "12_34")]).unwrap_err();
        assert_eq!(codes(&errors), [("educator_certificate", "invalid_character")]);
    }

    #[test]
    fn what_does_not_fit_the_nik_is_a_hint_and_not_an_error() {
        let slug = "perbaikan-data-eks-thk2";
        let hints = |changes: &[(&str, &str)]| parse(slug, changes).unwrap().hints();
        assert_eq!(hints(&[("birth_date", "11/02/1990")]), [Hint::NikBirthDateDiffers]);
        assert_eq!(hints(&[("nik", "3202055002900010")]), []);
        assert_eq!(hints(&[("nik", "9999991002900010")]), [Hint::NikRegionUnknown]);
        assert_eq!(hints(&[("nik", "3202991002900010")]), [Hint::NikRegionUnknown]);
        assert_eq!(hints(&[("nik", "9101011002900010")]), []);
        assert_eq!(hints(&[("nik", "6473011002900010")]), []);
        assert_eq!(hints(&[("nik", "6405021002900010")]), []);
        assert_eq!(hints(&[("full_name", "Drs. Budi Santoso, M.Pd."), ("nik", "0000000000000000")]), Hint::ALL);
    }

    #[test]
    fn a_title_is_a_hint_only_where_the_form_asks_for_none() {
        let content = parse("status-bukan-pns", &[("full_name", "Budi, S.Pd.")]).unwrap();
        assert_eq!(content.hints(), []);
    }

    #[test]
    fn the_free_text_is_chronology_or_complaint() {
        let chronology = parse("status-bukan-pns", &[("chronology", "a\r\nb")]).unwrap();
        assert_eq!(chronology.free_text(), Some("a\nb"));
        let complaint = parse("pengaduan-instansi", &[("complaint", "c")]).unwrap();
        assert_eq!(complaint.free_text(), Some("c"));
        assert_eq!(parse("data-tidak-sesuai", &[]).unwrap().free_text(), None);
    }

    #[test]
    fn the_same_content_written_otherwise_has_the_same_bytes() {
        let bytes = |changes: &[(&str, &str)]| parse("status-bukan-pns", changes).unwrap().canonical_bytes();
        let plain = bytes(&[]);
        assert_eq!(
            plain,
            bytes(&[
                ("nik", "3202-0510 0290.0010"),
                ("birth_date", "10 Feb 1990"),
                ("full_name", " \u{2068}Budi\u{2069}  Santoso ")
            ])
        );
        assert_ne!(plain, bytes(&[("chronology", "12346")]));
        assert_ne!(
            parse("cek-eks-thk2", &[]).unwrap().canonical_bytes(),
            parse("cek-dapodik-lulusan-ppg", &[]).unwrap().canonical_bytes()
        );
    }

    #[test]
    fn debug_shows_the_form_only() {
        let content = parse("status-bukan-pns", &[]).unwrap();
        assert_eq!(format!("{content:?}"), "Content(status-bukan-pns)");
    }

    proptest! {
        #[test]
        fn no_submission_makes_it_panic_and_no_error_repeats_a_value(value in "[0-9xyz]{7}\\PC{0,20}", index in 0..FORMS.len()) {
            let form = &FORMS[index];
            let raw = form.fields.iter().map(|spec| (spec.field.as_str().to_owned(), value.clone())).collect();
            if let Err(errors) = Content::parse(form, &raw, TODAY) {
                for error in errors {
                    prop_assert!(!error.message.contains(&value), "{}", error.message);
                }
            }
        }

        #[test]
        fn values_cannot_be_shifted_between_fields(a in "[a-z0-9:]{1,12}", b in "[a-z0-9:]{1,12}") {
            let bytes = |place: &str, story: &str| {
                parse("status-bukan-pns", &[("birth_place", place), ("chronology", story)]).unwrap().canonical_bytes()
            };
            prop_assert_eq!(bytes(&a, &b) == bytes(&b, &a), a == b);
        }
    }
}
