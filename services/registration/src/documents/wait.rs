//! How long a stamping waits for its turn, from how many came to their end lately. It is a range: nobody knows how fast
//! the distributor is in the next minutes.

use stampings::MINUTES;

/// Fewer than these say nothing about the next.
const ENOUGH: u64 = 5;
/// Longer waits are told in hours.
const IN_HOURS: u64 = 120;
/// Nobody is told a wait that is longer.
const LONGEST: u64 = 48 * 60;

/// How long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wait {
    /// Too few came to their end lately, or it is too long to be told.
    Unknown,
    /// From and to, in minutes.
    Minutes(u64, u64),
}

impl Wait {
    /// The wait of a stamping with so many before it, where so many came to a good end lately.
    pub(crate) fn of(ahead: u64, attached: u64) -> Self {
        if attached < ENOUGH {
            return Self::Unknown;
        }
        let minutes = (ahead.saturating_add(1)).saturating_mul(MINUTES) / attached;
        // Two thirds to twice as long as it would be at the same pace.
        let (least, most) = ((minutes.saturating_mul(2) / 3).max(1), minutes.saturating_mul(2).max(5));
        if most > LONGEST { Self::Unknown } else { Self::Minutes(least, most) }
    }

    pub(crate) fn in_words(self) -> String {
        let Self::Minutes(least, most) = self else { return language::text("stamp-wait.unknown").to_owned() };
        let (id, least, most) = if most < IN_HOURS {
            ("stamp-wait", least, most)
        } else {
            ("stamp-wait.hours", (least / 60).max(1), most.div_ceil(60))
        };
        language::fill(id, &[("least", &least.to_string()), ("most", &most.to_string())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_enough_that_came_to_their_end_nothing_is_estimated() {
        assert_eq!(Wait::of(0, 0), Wait::Unknown);
        assert_eq!(Wait::of(10, ENOUGH - 1), Wait::Unknown);
        assert_eq!(Wait::of(100_000, ENOUGH), Wait::Unknown, "days are no estimate");
    }

    #[test]
    fn a_wait_is_a_range_around_the_pace_of_the_last_minutes() {
        assert_eq!(Wait::of(0, 100), Wait::Minutes(1, 5));
        assert_eq!(Wait::of(199, 100), Wait::Minutes(20, 60));
        assert_eq!(Wait::of(199, 100).in_words(), "Perkiraan lama menunggu: 20 sampai 60 menit.");
        assert_eq!(Wait::of(1_999, 100).in_words(), "Perkiraan lama menunggu: 3 sampai 10 jam.");
        assert_eq!(Wait::Unknown.in_words(), "Lama menunggu belum dapat diperkirakan.");
    }
}
