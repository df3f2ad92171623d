//! Sessions: opaque to the browser, hashed here, over after a while of nothing, after half a day, or when somebody ends them.

use audit::{Action, Actor, Entry};
use domain::Desk;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{Failure, Officer, Officers, Role, Secret};

/// A session that is used is noted this often, so that reading pages writes nothing most of the time.
const NOTED_EVERY: SignedDuration = SignedDuration::from_mins(1);

/// Most sessions in the list.
const MOST: i64 = 50;

/// One browser in which the officer is signed in.
#[derive(Clone, Debug)]
pub struct OpenSession {
    /// Names it in forms.
    pub id: Uuid,
    /// Browser and system.
    pub client: String,
    /// When the officer signed in.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub last_seen_at: Timestamp,
}

impl Officers {
    /// The officer whose open session has this secret; `None` when it is over, was ended, or the account is closed.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn signed_in(&self, secret: &Secret) -> Result<Option<Officer>, Failure> {
        let now = self.clock.now();
        let hash = secret.hash();
        let row = sqlx::query!(
            "SELECT s.id AS session_id, s.last_seen_at, o.id, o.name, o.roles, o.desks
               FROM desk.sessions s JOIN desk.officers o ON o.id = s.officer_id
              WHERE s.secret_hash = $1 AND s.stage = 'open' AND s.revoked_at IS NULL AND s.expires_at > $2 AND s.last_seen_at > $3
                AND o.disabled_at IS NULL",
            hash.as_slice(),
            now.to_sqlx(),
            self.used_since(now).to_sqlx(),
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
            csrf: secret.form_token(),
        }))
    }

    /// Whose session this was, though it is over by now: who it was may go on with what was typed.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn was_signed_in(&self, secret: &Secret) -> Result<Option<Uuid>, Failure> {
        let hash = secret.hash();
        Ok(sqlx::query_scalar!("SELECT officer_id FROM desk.sessions WHERE secret_hash = $1 AND stage = 'open'", hash.as_slice())
            .fetch_optional(&self.pool)
            .await?)
    }

    /// Where the officer is signed in, the newest first; 50 at most.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn sessions_of(&self, officer: &Officer) -> Result<Vec<OpenSession>, Failure> {
        let now = self.clock.now();
        let rows = sqlx::query!(
            "SELECT id, client, created_at, last_seen_at FROM desk.sessions
              WHERE officer_id = $1 AND stage = 'open' AND revoked_at IS NULL AND expires_at > $2 AND last_seen_at > $3
              ORDER BY created_at DESC, id LIMIT $4",
            officer.id,
            now.to_sqlx(),
            self.used_since(now).to_sqlx(),
            MOST,
        )
        .fetch_all(&self.pool)
        .await?;
        let session = |id, client, created_at: jiff_sqlx::Timestamp, last_seen_at: jiff_sqlx::Timestamp| OpenSession {
            id,
            client,
            created_at: created_at.to_jiff(),
            last_seen_at: last_seen_at.to_jiff(),
        };
        Ok(rows.into_iter().map(|row| session(row.id, row.client, row.created_at, row.last_seen_at)).collect())
    }

    /// Ends one of the officer's own sessions. Whether it is the officer's is part of the statement.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn end_session(&self, officer: &Officer, id: Uuid) -> Result<(), Failure> {
        let now = self.clock.now();
        let mut transaction = self.pool.begin().await?;
        let ended = sqlx::query!(
            "UPDATE desk.sessions SET revoked_at = $3 WHERE id = $1 AND officer_id = $2 AND revoked_at IS NULL",
            id,
            officer.id,
            now.to_sqlx(),
        )
        .execute(&mut *transaction)
        .await?;
        if ended.rows_affected() > 0 {
            audit::record(&mut *transaction, &Entry::new(now, officer.actor(), Action::SessionEnded).officer(officer.id).detail("one"))
                .await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Ends all of the officer's sessions but this one, and forgets all browsers in which the officer signed in.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn end_other_sessions(&self, officer: &Officer) -> Result<(), Failure> {
        let now = self.clock.now();
        let mut transaction = self.pool.begin().await?;
        self.end_others(&mut transaction, officer).await?;
        audit::record(&mut *transaction, &Entry::new(now, officer.actor(), Action::SessionEnded).officer(officer.id).detail("others"))
            .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Ends this session.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn sign_out(&self, officer: &Officer) -> Result<(), Failure> {
        let now = self.clock.now();
        let mut transaction = self.pool.begin().await?;
        sqlx::query!("UPDATE desk.sessions SET revoked_at = $2 WHERE id = $1", officer.session_id, now.to_sqlx())
            .execute(&mut *transaction)
            .await?;
        audit::record(&mut *transaction, &Entry::new(now, Actor::Officer(officer.id), Action::SignOut).officer(officer.id)).await?;
        transaction.commit().await?;
        Ok(())
    }

    pub(crate) async fn end_others(&self, on: &mut database::Connection, officer: &Officer) -> Result<(), Failure> {
        sqlx::query!(
            "UPDATE desk.sessions SET revoked_at = $3 WHERE officer_id = $1 AND id <> $2 AND revoked_at IS NULL",
            officer.id,
            officer.session_id,
            self.clock.now().to_sqlx(),
        )
        .execute(&mut *on)
        .await?;
        sqlx::query!("DELETE FROM desk.known_devices WHERE officer_id = $1", officer.id).execute(on).await?;
        Ok(())
    }

    /// A session that was last used before this is over.
    fn used_since(&self, now: Timestamp) -> Timestamp {
        now.saturating_sub(self.sessions.idle).unwrap_or(Timestamp::MIN)
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
