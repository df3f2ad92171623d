//! A distributor that fails again and again is left alone for a while. Meanwhile the gate of the consumers is closed:
//! messages stay in their queues, and no attempt is counted.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use queue::Gate;

/// So many outages after one another are too many.
const TOO_MANY: u32 = 3;

/// Counts outages and moves the gate. A clone is the same one.
#[derive(Clone, Debug)]
pub(crate) struct Breaker {
    gate: Gate,
    rest: Duration,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    /// Outages after one another.
    outages: u32,
    /// Before this nobody looks whether the distributor is back.
    resting_until: Option<Instant>,
}

impl Breaker {
    /// One whose gate is closed until somebody has found the distributor.
    pub(crate) fn new(rest: Duration) -> Self {
        Self { gate: Gate::undecided(), rest, state: Arc::default() }
    }

    /// The gate that it moves.
    pub(crate) fn gate(&self) -> &Gate {
        &self.gate
    }

    /// How long a distributor that failed is left alone.
    pub(crate) fn rest(&self) -> Duration {
        self.rest
    }

    /// Counts what became of a call.
    pub(crate) fn note(&self, is_outage: bool, now: Instant) {
        let mut state = self.state();
        if !is_outage {
            state.outages = 0;
            return;
        }
        state.outages = state.outages.saturating_add(1);
        if state.outages >= TOO_MANY && self.gate.state() != Some(false) {
            state.resting_until = Some(now + self.rest);
            self.gate.set(false);
        }
    }

    /// Whether it is time to look for the distributor.
    pub(crate) fn is_to_look(&self, now: Instant) -> bool {
        self.gate.state() != Some(true) && self.state().resting_until.is_none_or(|until| until <= now)
    }

    /// What somebody found who looked.
    pub(crate) fn found(&self, is_up: bool, now: Instant) {
        let mut state = self.state();
        *state = State { outages: 0, resting_until: (!is_up).then_some(now + self.rest) };
        self.gate.set(is_up);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REST: Duration = Duration::from_secs(10);

    #[test]
    fn nothing_passes_before_somebody_found_the_distributor() {
        let (breaker, now) = (Breaker::new(REST), Instant::now());
        assert_eq!(breaker.gate().state(), None);
        assert!(breaker.is_to_look(now));
        breaker.found(false, now);
        assert_eq!(breaker.gate().state(), Some(false));
        assert!(!breaker.is_to_look(now), "it rests");
        assert!(breaker.is_to_look(now + REST));
        breaker.found(true, now + REST);
        assert_eq!(breaker.gate().state(), Some(true));
        assert!(!breaker.is_to_look(now + REST * 2), "it is there");
    }

    #[test]
    fn outages_after_one_another_close_the_gate_and_others_do_not() {
        let (breaker, now) = (Breaker::new(REST), Instant::now());
        breaker.found(true, now);
        for _round in 0..10 {
            breaker.note(true, now);
            breaker.note(true, now);
            breaker.note(false, now);
        }
        assert_eq!(breaker.gate().state(), Some(true));
        (0..3).for_each(|_| breaker.note(true, now));
        assert_eq!(breaker.gate().state(), Some(false));
        breaker.note(true, now + REST);
        assert!(breaker.is_to_look(now + REST), "late answers do not make the rest longer");
    }
}
