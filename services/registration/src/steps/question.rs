//! What a step asks for.

use std::borrow::Cow;

use web::{FieldView, OptionView};

/// How a question is answered.
#[derive(Clone)]
pub(crate) enum Control {
    /// In one line.
    Line,
    /// With digits.
    Digits,
    /// With a date.
    Date,
    /// In one line, with entries of this list suggested.
    Suggested(&'static str),
    /// By choosing one: value, and what people read.
    Choice(Vec<(Cow<'static, str>, Cow<'static, str>)>),
}

/// Lists with at most this many entries are shown whole.
const FEW: usize = 5;

/// One field of a step.
#[derive(Clone)]
pub(crate) struct Question {
    /// Name of the field, and id of its control.
    pub(crate) name: &'static str,
    /// Ids of its label and help; the help may be "".
    pub(crate) label: &'static str,
    pub(crate) help: &'static str,
    pub(crate) control: Control,
    pub(crate) required: bool,
}

impl Question {
    /// One that must be answered, in one line.
    pub(crate) const fn line(name: &'static str, label: &'static str, help: &'static str) -> Self {
        Self { name, label, help, control: Control::Line, required: true }
    }

    /// One that must be answered by choosing one of these; each is its own id of a text.
    pub(crate) fn choice(name: &'static str, label: &'static str, options: &[(&'static str, &'static str)]) -> Self {
        let options = options.iter().map(|(value, id)| ((*value).into(), language::text(id).into())).collect();
        Self { control: Control::Choice(options), ..Self::line(name, label, "") }
    }

    pub(crate) fn optional(self) -> Self {
        Self { required: false, ..self }
    }

    pub(crate) fn with(self, control: Control) -> Self {
        Self { control, ..self }
    }

    /// The label as people read it.
    pub(crate) fn called(&self) -> &'static str {
        language::text(self.label)
    }

    /// The value as people read it.
    pub(crate) fn shown(&self, value: &str) -> String {
        match &self.control {
            Control::Choice(options) => {
                let chosen = options.iter().find(|(option, _label)| option == value);
                chosen.map_or_else(|| value.to_owned(), |(_option, label)| label.clone().into_owned())
            }
            Control::Line | Control::Digits | Control::Date | Control::Suggested(_) => value.to_owned(),
        }
    }

    /// The field with what was typed and what is wrong with it.
    pub(crate) fn view(&self, value: &str, error: &str) -> FieldView {
        let help = if self.help.is_empty() { "" } else { language::text(self.help) };
        let (control, list) = match &self.control {
            Control::Line => ("text", ""),
            Control::Digits => ("digits", ""),
            Control::Date => ("date", ""),
            Control::Suggested(list) => ("text", *list),
            Control::Choice(options) if options.len() <= FEW => ("radios", ""),
            Control::Choice(_) => ("select", ""),
        };
        let options = match &self.control {
            Control::Choice(options) => {
                let option = |(option, label): &(Cow<'static, str>, Cow<'static, str>)| OptionView {
                    value: option.clone(),
                    label: label.clone(),
                    chosen: option == value,
                };
                options.iter().map(option).collect()
            }
            Control::Line | Control::Digits | Control::Date | Control::Suggested(_) => Vec::new(),
        };
        let numeric = matches!(self.control, Control::Digits | Control::Date);
        FieldView {
            required: self.required,
            options,
            list,
            input_mode: if numeric { "numeric" } else { "text" },
            ..FieldView::line(self.name, (self.called(), help), control, "off", value, error)
        }
    }
}
