//! Fields of queries and bodies that need correcting.

use domain::{Text, TextRule};
use web::InvalidField;

use crate::texts;

/// One field that needs correcting.
pub(super) fn invalid_field(field: &str, code: &'static str, message: impl Into<String>) -> InvalidField {
    InvalidField { field: field.to_owned(), code: code.into(), message: message.into() }
}

/// A text of a body, or why it is wrong.
pub(super) fn text_field(field: &str, raw: Option<&str>, rule: TextRule) -> Result<Text, InvalidField> {
    Text::parse(raw.unwrap_or_default(), rule).map_err(|fault| invalid_field(field, fault.code(), texts::text_fault(fault)))
}
