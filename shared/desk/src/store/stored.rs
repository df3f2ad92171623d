//! Stored texts as values of the field.

use std::str::FromStr;

use database::Inconsistent;
use domain::TicketNumber;

/// Reads a stored text as a domain value.
///
/// # Errors
/// [`Inconsistent`], when this version does not know the value.
pub fn stored<T: FromStr>(
    text: &str,
    table: &'static str,
    column: &'static str,
    row: &(impl ToString + ?Sized),
) -> Result<T, sqlx::Error> {
    text.parse().ok().ok_or_else(|| Inconsistent::new(table, column, row).into())
}

/// Numbers as the columns hold them.
pub fn number_texts(numbers: &[TicketNumber]) -> Vec<String> {
    numbers.iter().map(ToString::to_string).collect()
}
