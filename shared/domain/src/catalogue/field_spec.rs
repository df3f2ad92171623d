//! A field that a form asks for.

use super::Field;
use crate::texts;
use serde::{Serialize, Serializer, ser::SerializeStruct};

/// A field that a form asks for. It serializes to what a client needs to draw it.
#[derive(Debug, Clone, Copy)]
pub struct FieldSpec {
    /// Which field.
    pub field: Field,
    /// Whether the service refuses the form without it.
    pub required: bool,
    /// The label on this form.
    pub label: &'static str,
    /// How to fill it in on this form.
    pub help: &'static str,
    /// For a name: academic and other titles do not belong in it. A title is a hint for the officer, never an error.
    pub without_titles: bool,
}

impl FieldSpec {
    /// What to do about it when it was left out, such as "Isi NIK".
    #[must_use]
    pub fn to_do(&self) -> String {
        texts::to_do(self)
    }

    pub(super) const fn required(field: Field) -> Self {
        Self { field, required: true, label: field.label(), help: field.help(), without_titles: false }
    }

    pub(super) const fn optional(field: Field) -> Self {
        Self { required: false, ..Self::required(field) }
    }

    /// The name as D.2 and D.3 of the manual of 2023 ask for it: "Tanpa Gelar Depan dan Gelar Belakang".
    pub(super) const fn name_without_titles() -> Self {
        let (label, help) = texts::fields::FULL_NAME_WITHOUT_TITLES;
        Self { label, help, without_titles: true, ..Self::required(Field::FullName) }
    }
}

impl Serialize for FieldSpec {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rule = self.field.rule();
        let mut view = serializer.serialize_struct("FieldSpec", 10)?;
        view.serialize_field("name", self.field.as_str())?;
        view.serialize_field("label", self.label)?;
        view.serialize_field("help", self.help)?;
        view.serialize_field("required", &self.required)?;
        view.serialize_field("control", &rule.control())?;
        view.serialize_field("max_length", &rule.max_length())?;
        view.serialize_field("input_mode", &rule.input_mode())?;
        view.serialize_field("autocomplete", self.field.autocomplete())?;
        view.serialize_field("options", rule.options())?;
        view.serialize_field("suggestions", &self.field.suggestions())?;
        view.end()
    }
}
