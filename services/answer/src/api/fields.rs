//! Fields of queries and bodies that need correcting.

use desk::{Digits, Fitting, Unfit};
use domain::{Text, TextRule, TicketNumber};
use web::InvalidField;

use crate::problems::invalid_field;
use crate::texts;

/// The words of an answer, judged as an officer's are, or why they are none.
pub(super) fn words_field(
    field: &str,
    raw: Option<&str>,
    number: TicketNumber,
    with_digits: bool,
) -> Result<Fitting, InvalidField> {
    Fitting::plain(raw.unwrap_or_default(), number, Digits::of(with_digits)).map_err(|unfit| match unfit {
        Unfit::Text(fault) => invalid_field(field, fault.code(), domain::text_fault(fault)),
        Unfit::Fields(names) => invalid_field(field, "merge_field", texts::left_in_braces(&names)),
        Unfit::Digits => invalid_field(field, "sixteen_digits", texts::API_SIXTEEN_DIGITS),
    })
}

/// A text of a body, or why it is wrong.
pub(super) fn text_field(field: &str, raw: Option<&str>, rule: TextRule) -> Result<Text, InvalidField> {
    Text::parse(raw.unwrap_or_default(), rule)
        .map_err(|fault| invalid_field(field, fault.code(), domain::text_fault(fault)))
}
