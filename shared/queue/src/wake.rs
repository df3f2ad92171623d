//! Wakes the relay of the same process when a transaction with outbox rows has committed.

use std::sync::Arc;

use tokio::sync::Notify;

/// A signal from those who write outbox rows to the relay. Clones share the signal.
#[derive(Clone, Debug, Default)]
pub struct Wake(Arc<Notify>);

impl Wake {
    /// Makes a signal that nobody has given.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives the signal. Cheap; call it after the commit. The signal stays until the relay receives it.
    pub fn wake(&self) {
        self.0.notify_one();
    }

    /// Resolves at the next signal, or at once when one waits.
    pub(crate) async fn woken(&self) {
        self.0.notified().await;
    }
}
