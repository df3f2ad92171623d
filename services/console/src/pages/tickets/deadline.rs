//! How much is left of the two days that an applicant was promised, in words and as one of four colours.

use jiff::Timestamp;

use crate::texts;
use crate::urgency::{SOON, URGENT};

/// A deadline as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::pages) struct Deadline {
    /// `late`, `urgent`, `soon` or `calm`: never by colour alone, for the words say the same.
    pub(in crate::pages) urgency: &'static str,
    /// Such as "sisa 5 jam".
    pub(in crate::pages) left: String,
}

impl Deadline {
    /// What is left at `now` until `due`.
    pub(in crate::pages) fn at(due: Timestamp, now: Timestamp) -> Self {
        let left = due.duration_since(now);
        let minutes = left.as_mins();
        let urgency = if minutes < 0 {
            "late"
        } else if left < URGENT {
            "urgent"
        } else if left < SOON {
            "soon"
        } else {
            "calm"
        };
        Self { urgency, left: texts::time_left(minutes) }
    }

    /// Nothing is due any more.
    pub(in crate::pages) fn met() -> Self {
        Self { urgency: "calm", left: texts::NO_DEADLINE.to_owned() }
    }
}

/// How long ago something was, such as "3 jam".
pub(in crate::pages) fn age(since: Timestamp, now: Timestamp) -> String {
    texts::span(now.duration_since(since).as_mins().max(0))
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    #[test]
    fn what_is_left_is_told_in_words_and_colours() {
        let now: Timestamp = "2026-11-21T03:00:00Z".parse().unwrap();
        for (minutes, urgency, left) in [
            (2880, "calm", "sisa 2 hari"),
            (1440, "calm", "sisa 24 jam"),
            (1439, "soon", "sisa 23 jam"),
            (360, "soon", "sisa 6 jam"),
            (359, "urgent", "sisa 5 jam"),
            (0, "urgent", "sisa 0 menit"),
            (-1, "late", "terlambat 1 menit"),
            (-90, "late", "terlambat 1 jam"),
            (-4000, "late", "terlambat 2 hari"),
        ] {
            let due = now + SignedDuration::from_mins(minutes);
            assert_eq!(Deadline::at(due, now), Deadline { urgency, left: left.to_owned() }, "{minutes}");
        }
    }
}
