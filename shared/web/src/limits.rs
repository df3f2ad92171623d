//! How often one caller may do one thing. This process counts it, in bounded memory. A limit that must hold across
//! processes belongs in the database.

use std::fmt;
use std::hash::{BuildHasher, Hash, RandomState};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{NotUntil, Quota, RateLimiter};

use crate::measurements;
use crate::problem::Problem;

/// How many keys have a counter of their own. Beyond that, callers share [`BUCKETS`] counters until we forget old ones.
const CAPACITY: usize = 100_000;

/// Shared counters for the time when there are more keys than [`CAPACITY`].
const BUCKETS: u64 = 4096;

/// How many checks pass between two rounds that forget keys with their full allowance.
const CLEAN_EVERY: u32 = 1024;

type Counters<K> = RateLimiter<K, DefaultKeyedStateStore<K>, DefaultClock, NoOpMiddleware<Moment>>;
type Moment = <DefaultClock as governor::clock::Clock>::Instant;

/// A limit per key, such as a caller's network or a ticket's number.
pub struct Limit<K: Hash + Eq + Clone> {
    name: &'static str,
    by_key: Counters<K>,
    by_bucket: Counters<u64>,
    hasher: RandomState,
    clock: DefaultClock,
    checks: AtomicU32,
    capacity: usize,
}

impl<K: Hash + Eq + Clone> Limit<K> {
    /// Makes a limit that is called `name` in metrics: each key may use `burst` at once, and regains them evenly over
    /// `period`.
    #[must_use]
    pub fn new(name: &'static str, burst: NonZeroU32, period: Duration) -> Self {
        measurements::limit_begins(name);
        Self::with_capacity(name, burst, period, CAPACITY)
    }

    fn with_capacity(name: &'static str, burst: NonZeroU32, period: Duration, capacity: usize) -> Self {
        let regain_one = (period / burst.get()).max(Duration::from_nanos(1));
        let quota = Quota::with_period(regain_one).unwrap_or(Quota::per_second(burst)).allow_burst(burst);
        Self {
            name,
            by_key: RateLimiter::keyed(quota),
            by_bucket: RateLimiter::keyed(quota),
            hasher: RandomState::new(),
            clock: DefaultClock::default(),
            checks: AtomicU32::new(0),
            capacity,
        }
    }

    /// Counts one use by `key`.
    ///
    /// # Errors
    ///
    /// 429 with the time to wait, when the key has used up its allowance.
    pub fn check(&self, key: &K) -> Result<(), Problem> {
        if self.checks.fetch_add(1, Ordering::Relaxed).is_multiple_of(CLEAN_EVERY) {
            self.by_key.retain_recent();
            self.by_bucket.retain_recent();
        }
        let checked = if self.by_key.len() < self.capacity {
            self.by_key.check_key(key)
        } else {
            self.by_bucket.check_key(&(self.hasher.hash_one(key) % BUCKETS))
        };
        checked.map_err(|refused| self.refusal(&refused))
    }

    fn refusal(&self, refused: &NotUntil<Moment>) -> Problem {
        measurements::limited(self.name);
        Problem::too_many_requests(refused.wait_time_from(self.clock.now()))
    }
}

impl<K: Hash + Eq + Clone> fmt::Debug for Limit<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Limit").field("keys", &self.by_key.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;

    use super::*;

    const HOUR: Duration = Duration::from_hours(1);

    fn limit(burst: u32, capacity: usize) -> Limit<u32> {
        Limit::with_capacity("test", NonZeroU32::new(burst).unwrap(), HOUR, capacity)
    }

    #[test]
    fn each_key_has_its_own_allowance() {
        let limit = limit(5, CAPACITY);
        for _ in 0..5 {
            limit.check(&1).unwrap();
        }
        assert_eq!(limit.check(&1).unwrap_err().status(), StatusCode::TOO_MANY_REQUESTS);
        limit.check(&2).unwrap();
    }

    #[test]
    fn memory_stays_bounded_and_limits_hold_however_many_keys_there_are() {
        let limit = limit(1, 10);
        let allowed = (0..20_000).filter(|key| limit.check(key).is_ok()).count();
        assert_eq!(limit.by_key.len(), 10);
        let buckets = usize::try_from(BUCKETS).unwrap();
        assert!(limit.by_bucket.len() <= buckets && allowed <= 10 + buckets);
    }
}
