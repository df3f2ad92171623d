//! Bounds all the waiting of one filing.

use std::time::Duration;

use tokio::time::Instant;

use crate::refusal::Refusal;

/// Storing takes at most this long: whoever waits is told "later" rather than kept waiting.
const PATIENCE: Duration = Duration::from_millis(4500);

/// The moment at which waiting ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deadline(Instant);

/// The moment came first. What was waited for is dropped; whether it took effect elsewhere is not known.
#[derive(Debug)]
pub(super) struct Late;

impl Deadline {
    /// 4.5 seconds from now.
    pub(super) fn from_now() -> Self {
        Self(Instant::now() + PATIENCE)
    }

    /// Waits for `work`, but not longer than until the deadline.
    pub(super) async fn within<T>(&self, work: impl Future<Output = T>) -> Result<T, Late> {
        tokio::time::timeout_at(self.0, work).await.map_err(|_elapsed| Late)
    }
}

impl From<Late> for Refusal {
    fn from(Late: Late) -> Self {
        tracing::warn!("storing took too long");
        Self::Unavailable
    }
}
