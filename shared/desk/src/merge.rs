//! Merge fields: what stands between braces in a text, and what a ticket says in their place.

use std::collections::BTreeMap;

use domain::{Content, Field, time};

use crate::store::cases::Case;

/// A merge field that every ticket has. A form's own fields can be merged by their names, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergeField {
    /// The applicant's full name.
    Name,
    /// The ticket's number.
    Number,
    /// The form's title.
    Form,
    /// What the desk is called.
    Desk,
    /// The day on which the ticket was filed.
    Day,
}

impl MergeField {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Name, Self::Number, Self::Form, Self::Desk, Self::Day];

    /// What stands between the braces.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "nama",
            Self::Number => "nomor",
            Self::Form => "formulir",
            Self::Desk => "meja",
            Self::Day => "tanggal",
        }
    }

    /// Whether every ticket has a merge field of this name.
    #[must_use]
    pub fn is_common(name: &str) -> bool {
        Self::ALL.into_iter().any(|field| field.name() == name)
    }

    /// What stands there for this ticket.
    fn value(self, content: &Content, case: &Case) -> String {
        match self {
            Self::Name => content.full_name().expose().to_owned(),
            Self::Number => case.number.to_string(),
            Self::Form => content.form().title.to_owned(),
            Self::Desk => case.desk.label().to_owned(),
            Self::Day => time::wib_day(case.submitted_at).strftime("%d-%m-%Y").to_string(),
        }
    }
}

/// Characters of the longest name of a field.
const LONGEST_NAME: usize = 40;

/// The text with what this ticket says in the place of its merge fields. What the ticket does not say stays as it is,
/// so that the officer sees it; it is not sent like this.
#[must_use]
pub fn merged(body: &str, content: &Content, case: &Case) -> String {
    let values = values(content, case);
    filled(body, &|name| values.get(name).filter(|value| !value.is_empty()).cloned())
}

/// The merge fields of a text that no ticket has.
#[must_use]
pub fn unknown_fields(body: &str) -> Vec<String> {
    let mut unknown = Vec::new();
    for name in names(body).filter(|name| !MergeField::is_common(name) && field(name).is_none()) {
        if !unknown.iter().any(|other| other == name) {
            unknown.push(name.to_owned());
        }
    }
    unknown
}

/// The form's field of this name.
pub(crate) fn field(name: &str) -> Option<Field> {
    Field::ALL.into_iter().find(|field| field.as_str() == name)
}

/// What stands between braces, in its order.
pub(crate) fn names(body: &str) -> impl Iterator<Item = &str> {
    body.split('{').skip(1).filter_map(|piece| piece.split_once('}').map(|(name, _)| name))
}

/// The merge fields without a value, each once. Braces around anything that is no name are just braces.
pub(crate) fn missing(body: &str, value: &dyn Fn(&str) -> Option<String>) -> Vec<String> {
    let mut missing: Vec<String> = Vec::new();
    for name in names(body).filter(|name| looks_like_a_field(name) && value(name).is_none()) {
        if !missing.iter().any(|other| other == name) {
            missing.push(name.to_owned());
        }
    }
    missing
}

fn looks_like_a_field(name: &str) -> bool {
    let name = name.trim();
    name.chars().count() <= LONGEST_NAME
        && name.starts_with(char::is_alphabetic)
        && name.chars().all(|character| character.is_alphanumeric() || matches!(character, '_' | '-' | '.' | ' '))
}

pub(crate) fn values(content: &Content, case: &Case) -> BTreeMap<String, String> {
    let mut values: BTreeMap<String, String> =
        content.values().map(|(field, value)| (field.as_str().to_owned(), value.into_owned())).collect();
    values.extend(MergeField::ALL.map(|field| (field.name().to_owned(), field.value(content, case))));
    values
}

/// Puts values in the place of `{name}`.
pub(crate) fn filled(body: &str, value: &dyn Fn(&str) -> Option<String>) -> String {
    let mut text = String::with_capacity(body.len());
    let mut rest = body;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        rest = after;
        if let Some((value, after)) = after.split_once('}').and_then(|(name, after)| Some((value(name)?, after))) {
            text.push_str(&value);
            rest = after;
        } else {
            text.push('{');
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_filled_and_unknown_ones_stay() {
        let value = |name: &str| (name == "nama").then(|| "Siti".to_owned());
        assert_eq!(filled("Yth. {nama}, {nama}: {lain} {", &value), "Yth. Siti, Siti: {lain} {");
        assert_eq!(filled("{{nama}}", &value), "{Siti}");
        assert_eq!(filled("", &value), "");
        assert_eq!(missing("Yth. {nama}: {lain} {Lain} { lain } {1} {a: b} {", &value), ["lain", "Lain", " lain "]);
    }

    #[test]
    fn only_fields_that_tickets_have_can_be_merged() {
        assert_eq!(unknown_fields("Yth. {nama}: {university} {nomr} {nomr} {x"), ["nomr"]);
    }
}
