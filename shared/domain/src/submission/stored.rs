//! Content as JSON, which services seal and read again. Reading does not check the rules again: they held at
//! submission, and a stricter rule must never make an old ticket unreadable.

use super::Content;
use crate::{BirthDate, FamilyCard, Field, Form, FormCode, FullName, Nik, Rule, Text, catalogue};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Name of the form's code among the fields.
const FORM: &str = "form";

/// Why stored content cannot be read. The error carries no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StoredContentError {
    /// The JSON is not an object of texts.
    #[error("stored content is not an object of texts")]
    NotTexts,
    /// The form is missing or not in the catalogue.
    #[error("stored content is of no known form")]
    UnknownForm,
    /// No field has this name.
    #[error("stored content has a field that no form knows")]
    UnknownField,
    /// A required field is missing or broken.
    #[error("stored content has no readable {0}")]
    Unreadable(Field),
}

impl Content {
    /// Writes the form's code and every value as one flat object of texts. Personal data: seal it, or show it to an
    /// authorised officer.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut object = Map::new();
        object.insert(FORM.to_owned(), Value::String(self.form.code.to_string()));
        for (field, value) in self.values() {
            object.insert(field.as_str().to_owned(), Value::String(value.into_owned()));
        }
        Value::Object(object)
    }

    /// [`Content::to_json`] as bytes: what is sealed.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.to_json().to_string().into_bytes()
    }

    /// Reads what [`Content::to_bytes`] wrote. The error quotes nothing of it, other than a JSON parser's.
    ///
    /// # Errors
    /// The reason why it cannot be.
    pub fn from_bytes(plain: &[u8]) -> Result<Self, StoredContentError> {
        let json = serde_json::from_slice(plain).map_err(|_quotes| StoredContentError::NotTexts)?;
        Self::from_json(&json)
    }

    /// Reads what [`Content::to_json`] wrote.
    ///
    /// # Errors
    /// Why it cannot read it.
    pub fn from_json(json: &Value) -> Result<Self, StoredContentError> {
        let object = json.as_object().ok_or(StoredContentError::NotTexts)?;
        let form = form_of(object)?;
        let mut stored = values_of(object)?;
        let mut take = |field| stored.remove(&field).ok_or(StoredContentError::Unreadable(field));
        let full_name = take(Field::FullName)?;
        let nik = take(Field::Nik)?;
        let kk = take(Field::Kk)?;
        let birth_date = take(Field::BirthDate).ok();
        let unreadable = |field| move |_fault| StoredContentError::Unreadable(field);
        Ok(Self {
            form,
            full_name: FullName::restored(full_name),
            nik: Nik::parse(nik).map_err(unreadable(Field::Nik))?,
            kk: FamilyCard::parse(kk).map_err(unreadable(Field::Kk))?,
            birth_date: birth_date
                .map(|iso| BirthDate::restored(iso).ok_or(StoredContentError::Unreadable(Field::BirthDate)))
                .transpose()?,
            texts: stored
                .into_iter()
                .filter(|(field, _)| matches!(field.rule(), Rule::Text(_)))
                .map(|(field, text)| (field, Text::restored(text)))
                .collect(),
        })
    }
}

fn form_of(object: &Map<String, Value>) -> Result<&'static Form, StoredContentError> {
    object
        .get(FORM)
        .and_then(Value::as_str)
        .and_then(|code| code.parse::<FormCode>().ok())
        .and_then(catalogue::by_code)
        .ok_or(StoredContentError::UnknownForm)
}

fn values_of(object: &Map<String, Value>) -> Result<BTreeMap<Field, &str>, StoredContentError> {
    object
        .iter()
        .filter(|(name, _)| *name != FORM)
        .map(|(name, value)| {
            let field = name.parse().map_err(|_unknown| StoredContentError::UnknownField)?;
            let text = value.as_str().ok_or(StoredContentError::NotTexts)?;
            Ok((field, text))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;
    use serde_json::json;

    fn stored() -> Value {
        json!({
            "form": "66",
            "full_name": "Budi Santoso",
            "nik": "3202051002900010",
            "kk": "3202052501110007",
            "birth_place": "Sukabumi",
            "birth_date": "1990-02-10",
            "chronology": "Saya bukan PNS.\nTerima kasih."
        })
    }

    fn with(name: &str, value: Value) -> Result<Content, StoredContentError> {
        let mut json = stored();
        json[name] = value;
        Content::from_json(&json)
    }

    #[test]
    fn content_is_stored_as_a_flat_object_and_read_again() {
        let content = Content::from_json(&stored()).unwrap();
        assert_eq!(content.to_json(), stored());
        assert_eq!(content.form().slug, "status-bukan-pns");
        assert_eq!(content.text(Field::BirthPlace), Some("Sukabumi"));
        assert_eq!(content.birth_date().unwrap().shown(), "10/02/1990");
        assert_eq!(Content::from_bytes(&content.to_bytes()).unwrap().to_json(), stored());
    }

    #[test]
    fn the_error_about_bytes_that_are_no_json_quotes_nothing_of_them() {
        for plain in [&b"3202051002900010"[..], b"{\"nik\": 3202051002900010", b"\xff", b""] {
            let error = Content::from_bytes(plain).unwrap_err();
            assert_eq!(error, StoredContentError::NotTexts);
            assert!(std::error::Error::source(&error).is_none());
        }
    }

    #[test]
    fn what_later_rules_would_refuse_stays_readable() {
        let of_a_child = with("birth_date", json!("2025-01-01")).unwrap();
        assert_eq!(of_a_child.birth_date().unwrap().iso(), "2025-01-01");
        let long = "a".repeat(600);
        let content = with("chronology", json!(long)).unwrap();
        assert_eq!(content.free_text(), Some(long.as_str()));
    }

    #[test]
    fn what_cannot_be_read_says_why_without_a_value() {
        use StoredContentError::{NotTexts, UnknownField, UnknownForm, Unreadable};
        for (name, value, error) in [
            ("form", json!("99"), UnknownForm),
            ("form", json!(66), UnknownForm),
            ("middle_name", json!("x"), UnknownField),
            ("chronology", json!(5), NotTexts),
            ("nik", json!("12"), Unreadable(Field::Nik)),
            ("kk", json!(""), Unreadable(Field::Kk)),
            ("birth_date", json!("1990-02-30"), Unreadable(Field::BirthDate)),
        ] {
            assert_eq!(with(name, value).unwrap_err(), error);
        }
        assert_eq!(Content::from_json(&json!([])).unwrap_err(), NotTexts);
        assert_eq!(Content::from_json(&json!({"form": "66"})).unwrap_err(), Unreadable(Field::FullName));
    }

    proptest! {
        #[test]
        fn any_story_reads_back(story in "\\PC{1,200}") {
            let raw = stored().as_object().unwrap().iter()
                .filter(|(name, _)| *name != FORM)
                .map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned()))
                .chain([("chronology".to_owned(), story)])
                .collect();
            let form = catalogue::by_slug("status-bukan-pns").unwrap();
            if let Ok(content) = Content::parse(form, &raw, date(2026, 11, 21)) {
                let again = Content::from_json(&content.to_json()).unwrap();
                prop_assert_eq!(again.canonical_bytes(), content.canonical_bytes());
            }
        }
    }
}
