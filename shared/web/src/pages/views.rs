//! The data from which templates draw the parts of forms (`templates/parts`).

use std::borrow::Cow;

use domain::catalogue::{Control, FieldSpec, InputMode, Suggestions};

/// One thing to correct, in the summary on top of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryLine {
    /// Id of the control, or nothing.
    pub target: String,
    /// What to correct.
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
    /// What the person typed, exactly.
    pub value: String,
    /// Whether the person must fill it in.
    pub required: bool,
    /// `text`, `digits`, `date`, `textarea`, `select` or `radios`.
    pub control: &'static str,
    /// `text` or `numeric`.
    pub input_mode: &'static str,
    /// What a browser may fill in by itself.
    pub autocomplete: &'static str,
    /// Whether the device may keep what the person typed until the form is sent (`typing.js`).
    pub kept: bool,
    /// Most characters of several lines; 0 elsewhere.
    pub max_length: usize,
    /// The entries from which the person chooses.
    pub options: Vec<OptionView>,
    /// The list that suggests values; empty without one.
    pub list: &'static str,
    /// Entries of the list near to the value.
    pub matches: Vec<Match>,
    /// Whether the page puts the cursor here.
    pub autofocus: bool,
    /// The list's spelling of the value; empty when the list does not have it.
    pub known: String,
}

/// One entry to choose.
#[derive(Debug, Clone)]
pub struct OptionView {
    /// The value that the form sends.
    pub value: Cow<'static, str>,
    /// What people read.
    pub label: Cow<'static, str>,
    /// Whether the person chose it.
    pub chosen: bool,
}

/// One entry of a list.
#[derive(Debug, Clone)]
pub struct Match {
    /// The entry.
    pub value: String,
    /// What distinguishes it from another entry; may be empty.
    pub detail: String,
}

/// One document to choose.
#[derive(Clone)]
pub struct DocumentView {
    /// Name of the document, and id of its control.
    pub name: &'static str,
    /// What people read.
    pub label: &'static str,
    /// When the person needs it; empty when always.
    pub note: &'static str,
    /// Whether the person must attach it.
    pub required: bool,
    /// What is wrong; empty when nothing is.
    pub error: String,
    /// The document that is still attached from an earlier attempt; empty without one.
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
    /// Bits of work that a script does meanwhile; usually 0.
    pub work: u8,
    /// The result of work that the script has done.
    pub worked: String,
    /// What is wrong; empty when nothing is.
    pub error: String,
    /// The correct answer, when the person typed it: the person need not answer again.
    pub solved: String,
}

/// Pages show lists with at most this many entries whole.
const FEW: usize = 5;

impl FieldView {
    /// Makes the field of a form with what the person typed and what is wrong with it.
    #[must_use]
    pub fn new(spec: &FieldSpec, value: &str, error: &str) -> Self {
        let rule = spec.field.rule();
        let options: Vec<_> = rule
            .options()
            .iter()
            .map(|choice| OptionView {
                value: choice.value.into(),
                label: choice.shown_label().into(),
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
            label: spec.shown_label(),
            help: spec.shown_help(),
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
