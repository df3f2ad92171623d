//! Until when a registration can be ended.

use domain::time::wib_in_words;
use jiff::{SignedDuration, Timestamp};

/// When registrations are taken, seen at a moment of the server's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Deadline {
    pub(crate) closes_at: Timestamp,
    pub(crate) now: Timestamp,
}

impl Deadline {
    /// Whether it is over: from the closing moment itself on.
    pub(crate) fn is_over(self) -> bool {
        self.now >= self.closes_at
    }

    /// The moment in words.
    pub(crate) fn at(self) -> String {
        wib_in_words(self.closes_at)
    }

    /// How much time is left, in whole days, hours or minutes, rounded down.
    pub(crate) fn left(self) -> String {
        let left = self.closes_at.duration_since(self.now).max(SignedDuration::ZERO);
        let hours = left.as_hours();
        let (id, count) = match (hours / 24, hours) {
            (days @ 2.., _) => ("registration-left", days),
            (_, hours @ 1..) => ("registration-left.hours", hours),
            _ => ("registration-left.minutes", left.as_mins()),
        };
        language::fill(id, &[("count", &count.to_string())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_moment_itself_is_too_late() {
        let closes_at: Timestamp = "2026-12-10T16:59:00Z".parse().unwrap();
        let seen = |before: SignedDuration| Deadline { closes_at, now: closes_at - before };
        assert!(seen(SignedDuration::ZERO).is_over() && !seen(SignedDuration::from_nanos(1)).is_over());
        for (before, left) in [
            (SignedDuration::from_hours(49), "2 hari"),
            (SignedDuration::from_hours(47), "47 jam"),
            (SignedDuration::from_mins(61), "1 jam"),
            (SignedDuration::from_mins(59), "59 menit"),
            (SignedDuration::from_secs(-5), "0 menit"),
        ] {
            assert_eq!(seen(before).left(), left);
        }
    }
}
