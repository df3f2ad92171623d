//! Whether somebody consumes, for the readiness probe.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::measures;

/// How long a consumer may be missing before the probe shows it.
const PATIENCE: Duration = Duration::from_secs(15);

/// Shared between a consumer's sessions and its probe.
#[derive(Clone, Debug)]
pub(super) struct Presence {
    queue: &'static str,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    /// Sessions that consume now.
    consuming: usize,
    /// When the last of them was lost; `None` before the first.
    lost_at: Option<Instant>,
}

impl Presence {
    /// Nobody consumes this queue yet.
    pub(super) fn of(queue: &'static str) -> Self {
        measures::consumer_begins(queue);
        Self { queue, state: Arc::default() }
    }

    /// Records that a session consumes.
    pub(super) fn found(&self) {
        self.state().consuming += 1;
        measures::consumes(self.queue, true);
    }

    /// Records that a recorded session is gone.
    pub(super) fn lost(&self) {
        let mut state = self.state();
        state.consuming = state.consuming.saturating_sub(1);
        state.lost_at = Some(Instant::now());
        measures::consumes(self.queue, state.consuming > 0);
    }

    /// Whether a session consumes at this moment.
    pub(super) fn is_there(&self) -> bool {
        self.state().consuming > 0
    }

    pub(super) fn check(&self) -> Result<(), String> {
        self.check_at(Instant::now())
    }

    fn check_at(&self, now: Instant) -> Result<(), String> {
        let state = self.state();
        match state.lost_at {
            _ if state.consuming > 0 => Ok(()),
            None => Err("not consuming yet".to_owned()),
            Some(lost) if now.duration_since(lost) < PATIENCE => Ok(()),
            Some(_) => Err(format!("no consumer for {} s", PATIENCE.as_secs())),
        }
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_consumer_shows_after_fifteen_seconds_and_not_before() {
        let presence = Presence::of("test");
        assert!(presence.check().is_err(), "never consumed");
        presence.found();
        presence.lost();
        let now = Instant::now();
        assert!(presence.check_at(now + Duration::from_secs(14)).is_ok());
        assert!(presence.check_at(now + Duration::from_secs(16)).is_err());
        presence.found();
        assert!(presence.check_at(now + Duration::from_secs(16)).is_ok());
    }

    #[test]
    fn one_session_of_two_is_enough() {
        let presence = Presence::of("test");
        presence.found();
        presence.found();
        presence.lost();
        assert!(presence.check_at(Instant::now() + Duration::from_secs(16)).is_ok());
    }
}
