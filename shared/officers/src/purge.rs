//! Forgets what has run out long ago, so that the tables stay as small as their use.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;

use crate::{Failure, Officers};

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
        let before = |age| self.clock.now().saturating_sub(age).unwrap_or(Timestamp::MIN).to_sqlx();
        sqlx::query!("DELETE FROM desk.sessions WHERE expires_at < $1", before(SESSIONS)).execute(&self.pool).await?;
        sqlx::query!("DELETE FROM desk.failed_sign_ins WHERE failed_at < $1", before(ATTEMPTS))
            .execute(&self.pool)
            .await?;
        sqlx::query!("DELETE FROM desk.known_devices WHERE last_seen_at < $1", before(DEVICES))
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
