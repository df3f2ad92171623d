//! How many wrong NIKs one ticket number takes: five in fifteen minutes, then nobody is answered until the window ends.
//!
//! A number is printed on a receipt and a NIK has a guessable half, so without this bound the rest could be tried.

use jiff::{SignedDuration, Timestamp};

/// Wrong NIKs that are told so, per number and window.
pub(crate) const MOST_WRONG: u32 = 5;
/// Begins with the first wrong NIK.
pub(crate) const WINDOW: SignedDuration = SignedDuration::from_mins(15);

/// The wrong NIKs so far for one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Guesses {
    /// How many, the newest included.
    pub(crate) wrong: u32,
    /// When the first of them came.
    pub(crate) since: Timestamp,
}

impl Guesses {
    /// How long nobody is answered any more, whole seconds rounded up; `None` while a guess is free or the window is over.
    pub(crate) fn locked_for(self, now: Timestamp) -> Option<u32> {
        if self.wrong < MOST_WRONG {
            return None;
        }
        self.left(now)
    }

    /// As [`Guesses::locked_for`], for the guess that was just counted as wrong: the fifth is still told that it was.
    pub(crate) fn refused_for(self, now: Timestamp) -> Option<u32> {
        if self.wrong <= MOST_WRONG {
            return None;
        }
        self.left(now)
    }

    fn left(self, now: Timestamp) -> Option<u32> {
        let left = (WINDOW - now.duration_since(self.since)).as_millis();
        if left <= 0 {
            return None;
        }
        Some(u32::try_from(left.unsigned_abs().div_ceil(1000)).unwrap_or(u32::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    #[test]
    fn four_wrong_niks_leave_a_try_and_five_do_not() {
        let guesses = |wrong| Guesses { wrong, since: at(0) };
        assert_eq!(guesses(4).locked_for(at(10)), None);
        assert_eq!(guesses(5).locked_for(at(10)), Some(890));
    }

    #[test]
    fn the_fifth_wrong_nik_is_told_and_the_sixth_is_not() {
        let guesses = |wrong| Guesses { wrong, since: at(0) };
        assert_eq!(guesses(5).refused_for(at(10)), None);
        assert_eq!(guesses(6).refused_for(at(10)), Some(890));
    }

    #[test]
    fn the_lock_ends_with_the_window() {
        let guesses = Guesses { wrong: 6, since: at(0) };
        assert_eq!(guesses.locked_for(at(899)), Some(1));
        assert_eq!(guesses.locked_for(at(900)), None);
    }
}
