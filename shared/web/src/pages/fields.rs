//! Fields of forms that are not in the catalogue.

use super::views::{FieldView, SummaryLine};

/// A field for a password. A page never fills in what the person typed.
#[derive(Clone, Debug)]
pub struct SecretView {
    /// Name of the field, and id of its control.
    pub name: &'static str,
    /// What people read.
    pub label: &'static str,
    /// How to fill it in.
    pub help: &'static str,
    /// What is wrong; empty when nothing is.
    pub error: String,
    /// What is to be better, line by line; empty unless `error` says that there is more than one sentence to it.
    pub faults: Vec<String>,
    /// `current-password` or `new-password`.
    pub autocomplete: &'static str,
}

impl FieldView {
    /// Makes a required field for one line. `control` is `text` or `digits`. Of the pair, the first is the label and
    /// the second the help.
    #[must_use]
    pub fn line(
        name: &'static str,
        (label, help): (&'static str, &'static str),
        control: &'static str,
        autocomplete: &'static str,
        value: &str,
        error: &str,
    ) -> Self {
        Self {
            name,
            label,
            help,
            error: error.to_owned(),
            value: value.to_owned(),
            required: true,
            control,
            input_mode: if control == "digits" { "numeric" } else { "text" },
            autocomplete,
            kept: false,
            max_length: 0,
            options: Vec::new(),
            list: "",
            matches: Vec::new(),
            autofocus: false,
            known: String::new(),
        }
    }
}

/// Links to the wrong fields, for the summary on top. Takes each field's name and its error, if there is one.
#[must_use]
pub fn summary<const N: usize>(fields: [(&str, &str); N]) -> Vec<SummaryLine> {
    let wrong = fields.into_iter().filter(|(_, error)| !error.is_empty());
    wrong.map(|(target, text)| SummaryLine { target: target.to_owned(), text: text.to_owned() }).collect()
}
