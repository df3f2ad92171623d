//! A process ends in two steps. `stopping` asks everyone to finish what they hold; `abandoned` says that waiting is
//! over. The first SIGTERM asks. The second one, or the end of the grace period, insists.

use std::io;

use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// Tells tasks that the process is ending. Cheap to clone; all clones belong to one process.
#[derive(Debug, Clone, Default)]
pub struct Shutdown {
    soft: CancellationToken,
    hard: CancellationToken,
}

impl Shutdown {
    /// A shutdown that nothing has asked for yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A shutdown driven by SIGTERM and SIGINT: the first signal stops, the second abandons.
    ///
    /// # Errors
    ///
    /// When the signals cannot be listened to.
    pub fn on_signals() -> io::Result<Self> {
        let shutdown = Self::new();
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        let signalled = shutdown.clone();
        tokio::spawn(async move {
            while !signalled.hard.is_cancelled() {
                tokio::select! {
                    _ = terminate.recv() => {}
                    _ = interrupt.recv() => {}
                }
                signalled.trigger();
            }
        });
        Ok(shutdown)
    }

    /// Asks everyone to stop; asked for a second time, gives up on whoever has not.
    pub fn trigger(&self) {
        if self.soft.is_cancelled() {
            self.hard.cancel();
        }
        self.soft.cancel();
    }

    /// Gives up on whoever has not stopped yet.
    pub(crate) fn abandon(&self) {
        self.soft.cancel();
        self.hard.cancel();
    }

    /// A shutdown that is asked for on its own but abandoned together with this one. What others
    /// still need while they drain gets one of these.
    pub(crate) fn later(&self) -> Self {
        Self { soft: CancellationToken::new(), hard: self.hard.clone() }
    }

    /// Resolves when it is time to take no new work and finish what is in hand.
    pub async fn stopping(&self) {
        self.soft.cancelled().await;
    }

    /// Resolves when nobody waits any longer.
    pub async fn abandoned(&self) {
        self.hard.cancelled().await;
    }

    /// Whether [`Shutdown::stopping`] has resolved.
    #[must_use]
    pub fn is_stopping(&self) -> bool {
        self.soft.is_cancelled()
    }

    pub(crate) fn is_abandoned(&self) -> bool {
        self.hard.is_cancelled()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_request_abandons() {
        let shutdown = Shutdown::new();
        shutdown.trigger();
        assert!(shutdown.is_stopping() && !shutdown.is_abandoned());
        shutdown.trigger();
        assert!(shutdown.is_abandoned());
    }

    #[test]
    fn what_stops_later_outlives_the_request_but_not_the_abandonment() {
        let shutdown = Shutdown::new();
        let later = shutdown.later();
        shutdown.trigger();
        assert!(!later.is_stopping());
        shutdown.trigger();
        assert!(later.is_abandoned());
    }
}
