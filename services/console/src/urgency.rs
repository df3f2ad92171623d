//! How urgent a ticket is, by the time that is left of the two days in which its answer was promised.

use jiff::{SignedDuration, Timestamp};

/// With less than this left an answer is urgent.
pub(crate) const URGENT: SignedDuration = SignedDuration::from_hours(6);

/// With less than this left an answer is due soon.
pub(crate) const SOON: SignedDuration = SignedDuration::from_hours(24);

/// The moment until which a deadline lies within `span` from `now`.
pub(crate) fn until(now: Timestamp, span: SignedDuration) -> Timestamp {
    now.saturating_add(span).unwrap_or(Timestamp::MAX)
}
