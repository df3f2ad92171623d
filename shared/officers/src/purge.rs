//! Forgets what has run out long ago, so that the tables stay as small as their use.

use jiff::SignedDuration;

use crate::{Failure, Officers, store};

/// Sessions that are over are kept this long, so that a form from one can still be brought to its officer.
const SESSIONS: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Attempts are kept this long: longer than any of them counts.
const ATTEMPTS: SignedDuration = SignedDuration::from_hours(2 * 24);

/// A browser that was not used this long is a stranger again.
const DEVICES: SignedDuration = SignedDuration::from_hours(90 * 24);

impl Officers {
    /// Forgets what has run out. Safe to repeat, and to run in several processes.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn purge(&self) -> Result<(), Failure> {
        self.sessions.purge(SESSIONS).await?;
        self.throttle.purge(ATTEMPTS).await?;
        self.devices.purge(DEVICES).await?;
        self.codes.purge().await?;
        store::resets::purge(&self.pool, self.clock.now()).await?;
        self.tell_strangers().await
    }
}
