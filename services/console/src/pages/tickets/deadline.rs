//! How much working time is left until an answer is due, in words and as one of four colours.

use jiff::Timestamp;
use workdays::Calendar;

use crate::texts;
use crate::urgency::{soon, urgent};

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
    pub(in crate::pages) fn at(due: Timestamp, now: Timestamp, calendar: &Calendar) -> Self {
        if due < now {
            return Self { urgency: "late", left: texts::late_by(now.duration_since(due).as_mins()) };
        }
        let left = calendar.between(now, due);
        let urgency = if left < urgent(calendar) {
            "urgent"
        } else if left < soon(calendar) {
            "soon"
        } else {
            "calm"
        };
        Self { urgency, left: texts::time_left(left, calendar) }
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
    use std::collections::BTreeMap;

    use jiff::SignedDuration;
    use workdays::Week;

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
            let told = Deadline::at(due, now, &Calendar::around_the_clock());
            assert_eq!(told, Deadline { urgency, left: left.to_owned() }, "{minutes}");
        }
    }

    #[test]
    fn what_is_left_over_a_weekend_is_told_in_working_time() {
        // Friday, 15.00 WIB.
        let now: Timestamp = "2026-11-27T08:00:00Z".parse().unwrap();
        let week = Week::new([true, true, true, true, true, false, false], 8 * 60, 16 * 60).unwrap();
        let calendar = Calendar::new(week, BTreeMap::new());
        for (due, urgency, left) in [
            ("2026-11-27T09:00:00Z", "urgent", "sisa 1 jam kerja"),
            ("2026-11-30T01:30:00Z", "urgent", "sisa 1 jam kerja"),
            ("2026-11-30T03:00:00Z", "soon", "sisa 3 jam kerja"),
            ("2026-12-01T08:00:00Z", "calm", "sisa 2 hari kerja"),
            ("2026-11-27T06:30:00Z", "late", "terlambat 1 jam"),
        ] {
            let told = Deadline::at(due.parse().unwrap(), now, &calendar);
            assert_eq!(told, Deadline { urgency, left: left.to_owned() }, "{due}");
        }
    }
}
