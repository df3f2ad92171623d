//! One bound for all the waiting of one acceptance.

use std::time::Duration;

use tokio::time::Instant;

/// The moment at which waiting ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deadline(Instant);

/// The moment came first. What was waited for is dropped; whether it took effect elsewhere is not known.
#[derive(Debug)]
pub(super) struct Late;

impl Deadline {
    pub(super) fn after(patience: Duration) -> Self {
        Self(Instant::now() + patience)
    }

    /// Waits for `work`, but not longer than until the deadline.
    pub(super) async fn within<T>(&self, work: impl Future<Output = T>) -> Result<T, Late> {
        tokio::time::timeout_at(self.0, work).await.map_err(|_elapsed| Late)
    }
}
