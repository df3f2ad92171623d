//! Says gently what looks unusual, on the page that shows what will be sent. It is never refused: wrong population data
//! is what people come here for.

use domain::{Content, Hint};

use crate::texts;

/// One thing to look at again.
pub(super) struct Question {
    /// Id of the control.
    pub(super) target: &'static str,
    pub(super) text: &'static str,
}

/// What there is to ask about a submission without faults.
pub(super) fn about(content: &Content) -> Vec<Question> {
    content
        .hints()
        .into_iter()
        .map(|hint| Question { target: target(hint), text: texts::pages::question(hint) })
        .collect()
}

fn target(hint: Hint) -> &'static str {
    match hint {
        Hint::NikRegionUnknown => "nik",
        Hint::NikBirthDateDiffers => "birth_date",
        Hint::NameHasTitle => "full_name",
    }
}
