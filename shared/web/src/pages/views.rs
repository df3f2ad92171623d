//! What the parts of forms are drawn from (`templates/parts`).

use domain::catalogue::{Control, FieldSpec, InputMode, Suggestions};

/// One thing to put right, in the summary on top of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryLine {
    /// Id of the control, or nothing.
    pub target: String,
    /// What to put right.
    pub text: String,
}

/// One field with what was typed into it. Personal data.
#[derive(Clone)]
pub struct FieldView {
    /// Name of the field, and id of its control.
    pub name: &'static str,
    /// What people read.
    pub label: &'static str,
    /// How to fill it in.
    pub help: &'static str,
    /// What is wrong; empty when nothing is.
    pub error: String,
    /// What was typed, exactly.
    pub value: String,
    /// Whether it may not be left out.
    pub required: bool,
    /// `text`, `digits`, `date`, `textarea`, `select` or `radios`.
    pub control: &'static str,
    /// `text` or `numeric`.
    pub input_mode: &'static str,
    /// What a browser may fill in by itself.
    pub autocomplete: &'static str,
    /// Whether the device may keep what is typed until it is sent (`typing.js`).
    pub kept: bool,
    /// Most characters of several lines; 0 elsewhere.
    pub max_length: usize,
    /// The answers to choose from.
    pub options: Vec<OptionView>,
    /// The list that suggests values, or nothing.
    pub list: &'static str,
    /// Entries of the list near to the value.
    pub matches: Vec<Match>,
    /// The page begins in it.
    pub autofocus: bool,
    /// The entry of the list that the value is, as the list writes it; empty when it is none.
    pub known: String,
}

/// One answer to choose.
#[derive(Debug, Clone)]
pub struct OptionView {
    /// What is sent.
    pub value: &'static str,
    /// What people read.
    pub label: &'static str,
    /// Whether it was chosen.
    pub chosen: bool,
}

/// One entry of a list.
#[derive(Debug, Clone)]
pub struct Match {
    /// The entry.
    pub value: String,
    /// What tells it from another, or nothing.
    pub detail: String,
}

/// One document to choose.
#[derive(Clone)]
pub struct DocumentView {
    /// Name of the document, and id of its control.
    pub name: &'static str,
    /// What people read.
    pub label: &'static str,
    /// When it is needed; empty when always.
    pub note: &'static str,
    /// Whether it may not be left out.
    pub required: bool,
    /// What is wrong; empty when nothing is.
    pub error: String,
    /// What is still attached from an earlier try; empty when nothing is.
    pub kept_name: String,
    /// Its size as people read it.
    pub kept_size: String,
}

/// The code against robots.
#[derive(Clone)]
pub struct CaptchaView {
    /// Address of the picture.
    pub picture_url: String,
    /// Address of the same as sound.
    pub sound_url: String,
    /// The sealed code.
    pub token: String,
    /// Bits of work that a script does beside it; 0 as a rule.
    pub work: u8,
    /// The work that was done already.
    pub worked: String,
    /// What is wrong; empty when nothing is.
    pub error: String,
    /// What was typed, when it was right: the person need not answer again.
    pub solved: String,
}

/// Lists of so few answers are shown whole.
const FEW: usize = 5;

impl FieldView {
    /// The field of a form with what was typed and what is wrong with it.
    #[must_use]
    pub fn new(spec: &FieldSpec, value: &str, error: &str) -> Self {
        let rule = spec.field.rule();
        let options: Vec<_> = rule
            .options()
            .iter()
            .map(|choice| OptionView {
                value: choice.value,
                label: choice.label,
                chosen: choice.value.eq_ignore_ascii_case(&domain::typed::words(value)),
            })
            .collect();
        let control = match rule.control() {
            Control::Text => "text",
            Control::Digits => "digits",
            Control::Date => "date",
            Control::Textarea => "textarea",
            Control::Select if options.len() <= FEW => "radios",
            Control::Select => "select",
        };
        Self {
            name: spec.field.as_str(),
            label: spec.label,
            help: spec.help,
            error: error.to_owned(),
            value: value.to_owned(),
            required: spec.required,
            control,
            input_mode: match rule.input_mode() {
                InputMode::Text => "text",
                InputMode::Numeric => "numeric",
            },
            autocomplete: spec.field.autocomplete(),
            kept: !spec.field.is_secret(),
            max_length: if control == "textarea" { rule.max_length().unwrap_or(0) } else { 0 },
            options,
            list: spec.field.suggestions().map_or("", Suggestions::as_str),
            matches: Vec::new(),
            autofocus: false,
            known: String::new(),
        }
    }
}
