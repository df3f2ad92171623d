//! The purge forgets what has run out long ago, so that the tables stay as small as their use.

use credentials::Failure;
use database::Kept;
use jiff::SignedDuration;

use super::Access;

/// Attempts are kept this long: longer than any of them counts.
const ATTEMPTS: SignedDuration = SignedDuration::from_hours(2 * 24);

impl Access {
    /// Forgets sessions and browsers when their period is over ([`Kept`]), and attempts when they count no more. Safe
    /// to repeat, and to run in several processes.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub(crate) async fn purge(&self) -> Result<(), Failure> {
        let period = async |kind: Kept| {
            kind.period(&self.pool).await.map(|kept| SignedDuration::try_from(kept).unwrap_or(SignedDuration::MAX))
        };
        self.sessions.purge(period(Kept::Sessions).await?).await?;
        self.devices.purge(period(Kept::Devices).await?).await?;
        self.throttle.purge(ATTEMPTS).await
    }
}
