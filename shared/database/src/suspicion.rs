//! One lost connection says something about the others.
//!
//! A server that loses its power takes all connections with it. Without this module a user would have to wait for each
//! of them before the pool finds it lost. So when the pool finds one lost, it closes every connection that has not
//! heard from the server since that wait began, before anybody uses it again.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The moment until which connections that lay idle are not trusted. Shared by all handles of a pool.
#[derive(Clone, Debug, Default)]
pub(crate) struct Suspicion(Arc<Mutex<Option<Instant>>>);

impl Suspicion {
    /// A wait that began at `since` was not answered.
    pub(crate) fn raise(&self, since: Instant) {
        let mut until = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *until = Some(until.map_or(since, |before| before.max(since)));
    }

    /// Whether a connection that has lain idle for this long may be used.
    pub(crate) fn allows(&self, idle: Duration) -> bool {
        let until = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        until.is_none_or(|until| until.elapsed() > idle)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_lay_idle_since_before_the_unanswered_wait_is_not_trusted() {
        let suspicion = Suspicion::default();
        assert!(suspicion.allows(Duration::from_hours(1)), "nothing was lost");
        let began = Instant::now().checked_sub(Duration::from_secs(6)).unwrap();
        suspicion.raise(began);
        assert!(!suspicion.allows(Duration::from_secs(7)), "idle since before the wait began");
        assert!(suspicion.allows(Duration::from_secs(1)), "the server answered on it since");
        suspicion.raise(began.checked_sub(Duration::from_mins(1)).unwrap());
        assert!(!suspicion.allows(Duration::from_secs(7)), "an older wait takes nothing back");
    }
}
