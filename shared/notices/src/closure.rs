//! A closed form takes nothing in for now.

use domain::FormCode;
use jiff::{SignedDuration, Timestamp};

/// A form that takes nothing in for now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    /// Which form.
    pub form: FormCode,
    /// Why: plain text in Indonesian, 1 to 500 characters, for applicants.
    pub reason: String,
    /// When it opens again by itself; `None`: not known yet.
    pub reopens_at: Option<Timestamp>,
}

impl Closure {
    /// Whether the form is closed at this moment.
    #[must_use]
    pub fn is_in_force(&self, now: Timestamp) -> bool {
        self.reopens_at.is_none_or(|end| now < end)
    }

    /// How long until the form opens again, where that is known; never negative.
    #[must_use]
    pub fn remaining(&self, now: Timestamp) -> Option<SignedDuration> {
        self.reopens_at.map(|end| end.duration_since(now).max(SignedDuration::ZERO))
    }
}
