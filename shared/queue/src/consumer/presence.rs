//! Whether somebody consumes, for the readiness probe.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A consumer may be missing for this long before it shows.
const PATIENCE: Duration = Duration::from_secs(15);

#[derive(Clone, Copy, Debug)]
enum State {
    Starting,
    Consuming,
    LostAt(Instant),
}

/// Shared between a consumer and its probe.
#[derive(Clone, Debug)]
pub(super) struct Presence(Arc<Mutex<State>>);

impl Presence {
    pub(super) fn new() -> Self {
        Self(Arc::new(Mutex::new(State::Starting)))
    }

    pub(super) fn found(&self) {
        *self.state() = State::Consuming;
    }

    /// Notes the first moment without a consumer.
    pub(super) fn lost(&self) {
        let mut state = self.state();
        if matches!(*state, State::Consuming) {
            *state = State::LostAt(Instant::now());
        }
    }

    pub(super) fn check(&self) -> Result<(), String> {
        self.check_at(Instant::now())
    }

    fn check_at(&self, now: Instant) -> Result<(), String> {
        match *self.state() {
            State::Starting => Err("not consuming yet".to_owned()),
            State::Consuming => Ok(()),
            State::LostAt(lost) if now.duration_since(lost) < PATIENCE => Ok(()),
            State::LostAt(_) => Err(format!("no consumer for {} s", PATIENCE.as_secs())),
        }
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_consumer_shows_after_fifteen_seconds_and_not_before() {
        let presence = Presence::new();
        assert!(presence.check().is_err(), "never consumed");
        presence.found();
        presence.lost();
        let now = Instant::now();
        assert!(presence.check_at(now + Duration::from_secs(14)).is_ok());
        presence.lost();
        assert!(presence.check_at(now + Duration::from_secs(16)).is_err());
        presence.found();
        assert!(presence.check_at(now + Duration::from_secs(16)).is_ok());
    }
}
