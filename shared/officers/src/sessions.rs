//! Sessions: opaque to the browser, hashed here, over after a while of nothing, after half a day, or when somebody ends
//! them.

use audit::{Action, Actor, Entry};
use domain::Desk;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::own_account::OwnRefusal;
use crate::{Failure, Officer, Officers, Password, ResetTold, Role, Secret};

/// A session that is used is noted this often, so that reading pages writes nothing most of the time.
const NOTED_EVERY: SignedDuration = SignedDuration::from_mins(1);

/// Most sessions in the list.
const MOST: i64 = 50;

/// Browsers in which an officer can be signed in at the same moment.
const MOST_OPEN: i64 = 10;

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
        let Some((officer, last_seen_at)) = self.session(secret).await? else { return Ok(None) };
        let now = self.clock.now();
        if now.duration_since(last_seen_at) >= NOTED_EVERY {
            sqlx::query!(
                "UPDATE desk.sessions SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2",
                officer.session_id,
                now.to_sqlx()
            )
            .execute(&self.pool)
            .await?;
        }
        Ok(Some(officer))
    }

    /// As [`Officers::signed_in`], for what a page asks by itself: it is no use of the session.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn present(&self, secret: &Secret) -> Result<Option<Officer>, Failure> {
        Ok(self.session(secret).await?.map(|(officer, _)| officer))
    }

    /// The officer of an open session, and when it was last used.
    async fn session(&self, secret: &Secret) -> Result<Option<(Officer, Timestamp)>, Failure> {
        let now = self.clock.now();
        let hash = secret.hash();
        let row = sqlx::query!(
            "SELECT s.id AS session_id, s.last_seen_at, o.id, o.name, o.roles, o.desks, o.reset_at, o.reset_by
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
        let officer = Officer {
            id: row.id,
            name: row.name,
            roles: roles(&row.roles),
            desks: desks(&row.desks),
            session_id: row.session_id,
            reset: row.reset_at.zip(row.reset_by).map(|(at, by)| ResetTold { at: at.to_jiff(), by }),
            csrf: secret.form_token(),
        };
        Ok(Some((officer, row.last_seen_at.to_jiff())))
    }

    /// Whose session this was, though it is over by now: who it was may go on with what was typed.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn was_signed_in(&self, secret: &Secret) -> Result<Option<Uuid>, Failure> {
        let hash = secret.hash();
        Ok(sqlx::query_scalar!(
            "SELECT officer_id FROM desk.sessions WHERE secret_hash = $1 AND stage = 'open'",
            hash.as_slice()
        )
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

    /// Ends one of the officer's own sessions, once the password was given. Whether it is the officer's is part of the
    /// statement.
    ///
    /// # Errors
    /// Whatever is wrong; nothing was ended then.
    pub async fn end_session(&self, officer: &Officer, password: &Password, id: Uuid) -> Result<(), OwnRefusal> {
        self.ask_password(officer, password).await?;
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
            audit::record(
                &mut *transaction,
                &Entry::new(now, officer.actor(), Action::SessionEnded).officer(officer.id).detail("one"),
            )
            .await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Ends all of the officer's sessions but this one, and forgets all browsers in which the officer signed in, once
    /// the password was given.
    ///
    /// # Errors
    /// Whatever is wrong; nothing was ended then.
    pub async fn end_other_sessions(&self, officer: &Officer, password: &Password) -> Result<(), OwnRefusal> {
        self.ask_password(officer, password).await?;
        let now = self.clock.now();
        let mut transaction = self.pool.begin().await?;
        self.end_others(&mut transaction, officer).await?;
        audit::record(
            &mut *transaction,
            &Entry::new(now, officer.actor(), Action::SessionEnded).officer(officer.id).detail("others"),
        )
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Ends the oldest of an officer's open sessions when there are as many as there may be: the newest browser always
    /// gets in.
    pub(crate) async fn make_room(&self, on: &mut database::Connection, officer_id: Uuid) -> Result<(), Failure> {
        let now = self.clock.now();
        sqlx::query!(
            "UPDATE desk.sessions SET revoked_at = $2
              WHERE id IN (SELECT id FROM desk.sessions WHERE officer_id = $1 AND stage = 'open' AND revoked_at IS NULL AND expires_at > $2
                            ORDER BY created_at DESC, id DESC OFFSET $3)",
            officer_id,
            now.to_sqlx(),
            MOST_OPEN - 1,
        )
        .execute(on)
        .await?;
        Ok(())
    }

    /// The officer has read that the account was reset.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn reset_was_read(&self, officer: &Officer) -> Result<(), Failure> {
        sqlx::query!("UPDATE desk.officers SET reset_at = NULL, reset_by = NULL WHERE id = $1", officer.id)
            .execute(&self.pool)
            .await?;
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
        audit::record(
            &mut *transaction,
            &Entry::new(now, Actor::Officer(officer.id), Action::SignOut).officer(officer.id),
        )
        .await?;
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
