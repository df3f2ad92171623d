//! Tells the relay of the same process that a transaction with outbox rows has committed.

use std::sync::Arc;

use tokio::sync::Notify;

/// A bell between those who write outbox rows and the relay. Clones ring the same bell.
#[derive(Clone, Debug, Default)]
pub struct Wake(Arc<Notify>);

impl Wake {
    /// A new bell.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Rings. Cheap; to be called after the commit. A ring that nobody hears yet is kept.
    pub fn wake(&self) {
        self.0.notify_one();
    }

    /// Resolves at the next ring, or at once when one was kept.
    pub(crate) async fn woken(&self) {
        self.0.notified().await;
    }
}
