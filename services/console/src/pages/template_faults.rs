//! What is wrong with a text that is to go to many tickets, in words.

use domain::FieldFault;

use crate::texts;
use crate::work::TemplateFault;

/// All of it, in one line.
pub(super) fn told(faults: &[TemplateFault]) -> String {
    let told = faults.iter().map(|fault| match fault {
        TemplateFault::Body(fault) | TemplateFault::Title(fault) => texts::text_fault(*fault),
        TemplateFault::UnknownField(name) => texts::unknown_merge_field(name),
        TemplateFault::ForeignField(name) => texts::foreign_merge_field(name),
        TemplateFault::Digits => texts::SIXTEEN_DIGITS.to_owned(),
        TemplateFault::Lacking(names) => texts::lacking(names),
        TemplateFault::TitleTaken | TemplateFault::TooMany => texts::text_fault(FieldFault::Required),
    });
    told.collect::<Vec<_>>().join(" ")
}
