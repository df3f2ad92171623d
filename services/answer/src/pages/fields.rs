//! Fields of the console's own forms.

use web::FieldView;

/// A field for a password; what was typed is never filled in again.
pub(super) struct SecretView {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) help: &'static str,
    pub(super) error: String,
    /// `current-password` or `new-password`.
    pub(super) autocomplete: &'static str,
}

/// A field for one line of text. `control` is `text` or `digits`.
pub(super) fn line(
    name: &'static str,
    (label, help): (&'static str, &'static str),
    control: &'static str,
    autocomplete: &'static str,
    value: &str,
    error: &str,
) -> FieldView {
    FieldView {
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

/// Links to the fields that are wrong, for the summary on top.
pub(super) fn summary<const N: usize>(fields: [(&str, &str); N]) -> Vec<web::SummaryLine> {
    let wrong = fields.into_iter().filter(|(_, error)| !error.is_empty());
    wrong.map(|(target, text)| web::SummaryLine { target: target.to_owned(), text: text.to_owned() }).collect()
}
