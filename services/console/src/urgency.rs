//! How urgent a ticket is, by the working time that is left until its answer is due.

use jiff::SignedDuration;
use workdays::Calendar;

/// With less working time left an answer is urgent: a quarter of a working day.
pub(crate) fn urgent(calendar: &Calendar) -> SignedDuration {
    calendar.day_length() / 4
}

/// With less working time left an answer is due soon: a working day.
pub(crate) fn soon(calendar: &Calendar) -> SignedDuration {
    calendar.day_length()
}
