//! Somebody forwards for others without being trusted. It may be a gateway that was forgotten in `TRUSTED_PROXIES`,
//! behind which everybody has one address. It may be a stranger who plays one.
//!
//! The two look alike from here. So the process warns and stays ready: a stranger could take the whole service down
//! with one header otherwise.

use std::sync::{Mutex, PoisonError};

use tokio::time::{Duration, Instant};

/// So long after the last such request nothing is told any more.
const QUIET: Duration = Duration::from_mins(5);
/// So many requests without such a pause are no accident.
const MANY: u64 = 20;

static SPELL: Mutex<Option<Spell>> = Mutex::new(None);

/// Requests that came without a long pause.
#[derive(Clone, Copy)]
struct Spell {
    requests: u64,
    last: Instant,
}

impl Spell {
    /// One more, at `now`.
    fn with_one_more(before: Option<Self>, now: Instant) -> Self {
        let requests = before.filter(|spell| !spell.is_over(now)).map_or(0, |spell| spell.requests);
        Self { requests: requests.saturating_add(1), last: now }
    }

    fn is_over(self, now: Instant) -> bool {
        now.duration_since(self.last) >= QUIET
    }

    fn keeps_coming(self, now: Instant) -> bool {
        self.requests >= MANY && !self.is_over(now)
    }
}

/// Counts a request, and logs the first, the second, the fourth, the eighth and so on of a spell, so that nobody fills
/// the log.
pub(super) fn seen() {
    metrics::counter!("http_server_untrusted_forwarded_total").increment(1);
    let now = Instant::now();
    let mut spell = SPELL.lock().unwrap_or_else(PoisonError::into_inner);
    let with_this = Spell::with_one_more(*spell, now);
    *spell = Some(with_this);
    drop(spell);
    if with_this.requests.is_power_of_two() {
        tracing::warn!(
            requests = with_this.requests,
            "X-Forwarded-For comes from a peer that is not in TRUSTED_PROXIES: it is not believed"
        );
    }
}

/// How many requests in a row, when they keep coming.
pub(crate) fn keeps_coming() -> Option<u64> {
    let spell = (*SPELL.lock().unwrap_or_else(PoisonError::into_inner))?;
    spell.keeps_coming(Instant::now()).then_some(spell.requests)
}

/// Writes down whether they keep coming, for whoever reads the measurements now.
pub(crate) fn measure() {
    let keeps_coming = if keeps_coming().is_some() { 1.0 } else { 0.0 };
    metrics::gauge!("http_server_untrusted_forwarding").set(keeps_coming);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_requests_are_an_accident_many_keep_coming_and_a_pause_ends_it() {
        let mut now = Instant::now();
        let mut spell = None;
        for request in 1..=MANY {
            spell = Some(Spell::with_one_more(spell, now));
            assert_eq!(spell.unwrap().keeps_coming(now), request == MANY, "{request}");
            now += QUIET / 2;
        }
        let spell = spell.unwrap();
        assert!(spell.keeps_coming(now) && !spell.keeps_coming(now + QUIET));
        assert_eq!(Spell::with_one_more(Some(spell), now + QUIET).requests, 1, "a new spell");
    }
}
