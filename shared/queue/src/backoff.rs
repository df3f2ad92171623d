//! How long to wait before the next attempt when the broker or the database failed.

use std::time::{Duration, Instant};

use backon::{BackoffBuilder, ExponentialBackoff, ExponentialBuilder};
use runtime::Shutdown;

/// Shortest wait.
const SHORTEST: Duration = Duration::from_millis(200);
/// Longest wait before jitter, which adds up to as much again: no wait is longer than 4 s.
const LONGEST: Duration = Duration::from_secs(2);
/// A connection that worked for this long did not merely flicker: the next failure starts from the shortest wait.
const STABLE: Duration = Duration::from_secs(10);

/// Waits that double from 0.2 s up to 4 s, with jitter, so that many processes do not come back at the same moment.
pub(crate) struct Backoff {
    waits: ExponentialBackoff,
}

impl Backoff {
    pub(crate) fn new() -> Self {
        Self { waits: waits() }
    }

    /// Waits for the next, longer time, or until the process stops.
    pub(crate) async fn wait(&mut self, shutdown: &Shutdown) {
        let wait = self.waits.next().unwrap_or(LONGEST);
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = shutdown.stopping() => {}
        }
    }

    /// Forgets all failures so far.
    pub(crate) fn reset(&mut self) {
        self.waits = waits();
    }

    /// Forgets all failures so far when the connection had worked since `started` for long enough.
    pub(crate) fn reset_if_stable(&mut self, started: Instant) {
        if started.elapsed() >= STABLE {
            self.reset();
        }
    }
}

fn waits() -> ExponentialBackoff {
    ExponentialBuilder::new()
        .with_min_delay(SHORTEST)
        .with_max_delay(LONGEST)
        .with_factor(2.0)
        .without_max_times()
        .with_jitter()
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_stay_between_a_fifth_of_a_second_and_four_seconds() {
        let taken: Vec<Duration> = waits().take(100).collect();
        assert_eq!(taken.len(), 100);
        assert!(taken.iter().all(|wait| (SHORTEST..=Duration::from_secs(4)).contains(wait)), "{taken:?}");
    }
}
