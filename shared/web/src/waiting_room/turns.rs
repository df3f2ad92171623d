//! Gives out turns, evenly over time.

use std::num::NonZeroU32;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;

/// The line of one process: the next free moment, and how far the one after it is.
#[derive(Debug)]
pub(super) struct Turns {
    /// Microseconds between two turns.
    apart: i64,
    /// The next free turn, in microseconds of Unix time.
    next: AtomicI64,
}

impl Turns {
    pub(super) fn new(each_second: NonZeroU32) -> Self {
        Self { apart: (1_000_000 / i64::from(each_second.get())).max(1), next: AtomicI64::new(i64::MIN) }
    }

    /// The next free turn, not before `now`. Nothing when it would be after `last`: the line grows no further.
    pub(super) fn take(&self, now: Timestamp, last: Timestamp) -> Option<Timestamp> {
        let (now, last) = (now.as_microsecond(), last.as_microsecond());
        let taken = self.next.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |next| {
            let turn = next.max(now);
            (turn <= last).then(|| turn.saturating_add(self.apart))
        });
        taken.ok().and_then(|next| Timestamp::from_microsecond(next.max(now)).ok())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn at(millisecond: i64) -> Timestamp {
        Timestamp::from_millisecond(1_793_000_000_000 + millisecond).unwrap()
    }

    #[test]
    fn turns_are_evenly_apart_and_begin_now_when_nobody_waits() {
        let turns = Turns::new(NonZeroU32::new(4).unwrap());
        let taken = [0, 0, 0, 10_000].map(|now| turns.take(at(now), at(60_000)).unwrap());
        assert_eq!(taken, [at(0), at(250), at(500), at(10_000)]);
    }

    #[test]
    fn the_line_grows_no_further_than_its_end() {
        let turns = Turns::new(NonZeroU32::new(1).unwrap());
        let given = (0..1_000).filter(|_| turns.take(at(0), at(10_000)).is_some()).count();
        assert_eq!(given, 11);
        assert!(turns.take(at(1_000), at(11_000)).is_some(), "a second later there is room for one more");
        assert!(turns.take(at(1_000), at(11_000)).is_none());
    }

    #[test]
    fn no_two_newcomers_have_one_turn_however_many_come_at_once() {
        let turns = Turns::new(NonZeroU32::new(1_000).unwrap());
        let taken: BTreeSet<_> = std::thread::scope(|scope| {
            let crowds: Vec<_> = (0..8)
                .map(|_| scope.spawn(|| (0..250).map(|_| turns.take(at(0), at(60_000)).unwrap()).collect::<Vec<_>>()))
                .collect();
            crowds.into_iter().flat_map(|crowd| crowd.join().unwrap()).collect()
        });
        assert_eq!((taken.len(), taken.last().copied()), (2_000, Some(at(1_999))));
    }
}
