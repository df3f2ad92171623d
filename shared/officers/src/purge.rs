//! Forgets what has run out long ago, so that the tables stay as small as their use.

use database::Kept;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;

use crate::{Failure, Officers};

/// Attempts are kept this long: longer than any of them counts.
const ATTEMPTS: SignedDuration = SignedDuration::from_hours(2 * 24);

impl Officers {
    /// Forgets what has run out: sessions and browsers when their period is over ([`Kept`]), the rest when it is of no
    /// more use. Safe to repeat, and to run in several processes.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn purge(&self) -> Result<(), Failure> {
        let period = async |kind: Kept| {
            kind.period(&self.pool).await.map(|kept| SignedDuration::try_from(kept).unwrap_or(SignedDuration::MAX))
        };
        let (sessions, devices) = (period(Kept::Sessions).await?, period(Kept::Devices).await?);
        let before = |age| self.clock.now().saturating_sub(age).unwrap_or(Timestamp::MIN).to_sqlx();
        sqlx::query!("DELETE FROM desk.sessions WHERE expires_at < $1", before(sessions)).execute(&self.pool).await?;
        sqlx::query!("DELETE FROM desk.failed_sign_ins WHERE failed_at < $1", before(ATTEMPTS))
            .execute(&self.pool)
            .await?;
        sqlx::query!("DELETE FROM desk.known_devices WHERE last_seen_at < $1", before(devices))
            .execute(&self.pool)
            .await?;
        sqlx::query!("DELETE FROM desk.activations WHERE expires_at < $1", before(SignedDuration::ZERO))
            .execute(&self.pool)
            .await?;
        sqlx::query!("DELETE FROM desk.resets WHERE expires_at < $1", before(SignedDuration::ZERO))
            .execute(&self.pool)
            .await?;
        self.tell_anonymous().await
    }
}
