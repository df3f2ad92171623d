//! Stops and starts a consumer while its process runs.

use tokio::sync::watch;

/// Whether a consumer may consume. Clones are the same gate.
#[derive(Clone, Debug)]
pub struct Gate(watch::Sender<Option<bool>>);

impl Gate {
    /// Makes an open gate.
    #[must_use]
    pub fn open() -> Self {
        Self(watch::Sender::new(Some(true)))
    }

    /// Makes a gate that nobody has opened or closed yet. Until then it lets nothing pass, and the consumer is not
    /// ready.
    #[must_use]
    pub fn undecided() -> Self {
        Self(watch::Sender::new(None))
    }

    /// Opens or closes it. The consumer finishes the batch in hand; prefetched messages return to their queue.
    pub fn set(&self, open: bool) {
        self.0.send_if_modified(|state| state.replace(open) != Some(open));
    }

    /// Whether it is open; `None` while nobody has decided.
    #[must_use]
    pub fn state(&self) -> Option<bool> {
        *self.0.borrow()
    }

    /// Resolves when it is open.
    pub(crate) async fn opened(&self) {
        self.reached(true).await;
    }

    /// Resolves when it is not open any more.
    pub(crate) async fn closed(&self) {
        self.reached(false).await;
    }

    async fn reached(&self, open: bool) {
        // The channel cannot end: this gate holds its sender.
        drop(self.0.subscribe().wait_for(|state| (*state == Some(true)) == open).await);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn nothing_passes_until_somebody_has_opened_the_gate() {
        let gate = Gate::undecided();
        assert_eq!(gate.state(), None);
        assert!(tokio::time::timeout(Duration::from_millis(20), gate.opened()).await.is_err());
        gate.clone().set(true);
        gate.opened().await;
        assert!(tokio::time::timeout(Duration::from_millis(20), gate.closed()).await.is_err());
        gate.set(false);
        gate.closed().await;
    }
}
