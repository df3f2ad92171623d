//! A register that fails again and again is left alone for a while, so that nobody waits for it and it can recover.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How many of the last answers count.
const REMEMBERED: usize = 50;
/// So many failures among them are too many.
const TOO_MANY: usize = 20;
/// How long nobody asks then. After it one request tries whether the register is back.
const REST: Duration = Duration::from_secs(30);

/// Counts failures. All users of one register share it.
#[derive(Debug, Default)]
pub(crate) struct Breaker(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    /// Whether each of the last requests failed, the oldest first.
    failed: VecDeque<bool>,
    /// Until when nobody asks.
    resting_until: Option<Instant>,
}

impl Breaker {
    /// Whether somebody may ask now. The first one after a rest may; others wait for what becomes of that request, or
    /// for another rest if nobody tells.
    pub(crate) fn lets_through(&self, now: Instant) -> bool {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match state.resting_until {
            None => true,
            Some(until) if now < until => false,
            Some(_) => {
                state.resting_until = Some(now + REST);
                true
            }
        }
    }

    /// Counts what became of a request.
    pub(crate) fn note(&self, failed: bool, now: Instant) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if state.resting_until.is_some() {
            // Answers of requests from before the rest tell nothing about now, good or bad, but that one came.
            state.resting_until = failed.then_some(now + REST);
            state.failed.clear();
            return;
        }
        if state.failed.len() == REMEMBERED {
            state.failed.pop_front();
        }
        state.failed.push_back(failed);
        if state.failed.iter().filter(|failed| **failed).count() >= TOO_MANY {
            state.failed.clear();
            state.resting_until = Some(now + REST);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_failures_of_the_last_fifty_make_a_rest_and_one_request_tries_after_it() {
        let (breaker, now) = (Breaker::default(), Instant::now());
        for at in 0..47 {
            assert!(breaker.lets_through(now));
            breaker.note(at % 5 < 2, now);
        }
        assert!(!breaker.lets_through(now), "twenty of the last fifty failed");
        let later = now + REST;
        assert!(!breaker.lets_through(now + REST * 99 / 100));
        assert!(breaker.lets_through(later));
        assert!(!breaker.lets_through(later), "only one tries");
        breaker.note(true, later);
        assert!(!breaker.lets_through(later + REST / 2));
        assert!(breaker.lets_through(later + REST));
        breaker.note(false, later + REST);
        assert!((0..100).all(|_| breaker.lets_through(later + REST)), "it is back");
    }

    #[test]
    fn a_trial_that_nobody_tells_about_delays_the_next_one_by_a_rest() {
        let (breaker, now) = (Breaker::default(), Instant::now());
        (0..TOO_MANY).for_each(|_| breaker.note(true, now));
        assert!(breaker.lets_through(now + REST));
        assert!(!breaker.lets_through(now + REST * 199 / 100));
        assert!(breaker.lets_through(now + REST * 2));
    }

    #[test]
    fn few_failures_among_many_answers_make_none() {
        let (breaker, now) = (Breaker::default(), Instant::now());
        for at in 0..1_000 {
            breaker.note(at % 3 == 0, now);
        }
        assert!(breaker.lets_through(now));
    }
}
