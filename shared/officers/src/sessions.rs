//! Sessions: opaque to the browser, hashed here, over after a while of nothing, after half a day, or when somebody ends them.

use domain::Desk;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;

use crate::{Failure, Officer, Officers, Role, Secret};

/// A session that is used is noted this often, so that reading pages writes nothing most of the time.
const NOTED_EVERY: SignedDuration = SignedDuration::from_mins(1);

impl Officers {
    /// The officer whose open session has this secret; `None` when it is over, was ended, or the account is closed.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn signed_in(&self, secret: &Secret) -> Result<Option<Officer>, Failure> {
        let now = self.clock.now();
        let used_since = now.saturating_sub(self.sessions.idle).unwrap_or(Timestamp::MIN);
        let hash = secret.hash();
        let row = sqlx::query!(
            "SELECT s.id AS session_id, s.last_seen_at, o.id, o.name, o.roles, o.desks
               FROM desk.sessions s JOIN desk.officers o ON o.id = s.officer_id
              WHERE s.secret_hash = $1 AND s.stage = 'open' AND s.revoked_at IS NULL AND s.expires_at > $2 AND s.last_seen_at > $3
                AND o.disabled_at IS NULL",
            hash.as_slice(),
            now.to_sqlx(),
            used_since.to_sqlx(),
        )
        .fetch_optional(&self.pool)
        .await?;
        let Some(row) = row else { return Ok(None) };
        if now.duration_since(row.last_seen_at.to_jiff()) >= NOTED_EVERY {
            sqlx::query!("UPDATE desk.sessions SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2", row.session_id, now.to_sqlx())
                .execute(&self.pool)
                .await?;
        }
        Ok(Some(Officer {
            id: row.id,
            name: row.name,
            roles: roles(&row.roles),
            desks: desks(&row.desks),
            session_id: row.session_id,
            csrf: secret.csrf(),
        }))
    }
}

/// A role that this version does not know gives no right here.
pub(crate) fn roles(stored: &[String]) -> Vec<Role> {
    stored.iter().filter_map(|role| role.parse().ok()).collect()
}

/// A desk that this version does not know gives no right here.
pub(crate) fn desks(stored: &[String]) -> Vec<Desk> {
    stored.iter().filter_map(|desk| desk.parse().ok()).collect()
}
