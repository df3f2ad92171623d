//! A browser keeps the secret of its session, and the table keeps only the hash. A session ends when nobody uses it for
//! a while, when its longest time is over, or when somebody ends it.

use database::{Connection, Pool};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use runtime::Clock;
use sqlx::postgres::PgRow;
use sqlx::{AssertSqlSafe, PgExecutor, Row as _};
use uuid::Uuid;
use vault::Secret;

use crate::{Failure, SessionConfig, Tables, tables};

/// A session that is used is noted this often, so that reading pages writes nothing most of the time.
const NOTED_EVERY: SignedDuration = SignedDuration::from_mins(1);

/// Most sessions in a list.
const MOST: i64 = 50;

/// Most characters of what is kept of a browser and its system.
const CLIENT: usize = 60;

/// How far somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The password was right; the second step is still to come.
    Password,
    /// Signed in.
    Open,
}

impl Stage {
    /// As it is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Open => "open",
        }
    }
}

/// A session that begins.
#[derive(Clone, Copy, Debug)]
pub struct NewSession<'a> {
    /// Whose it is.
    pub account: Uuid,
    /// How far its owner is.
    pub stage: Stage,
    /// How long it lasts at most.
    pub valid: SignedDuration,
    /// Browser and system, such as `Firefox di Windows`; at most 60 characters are kept.
    pub client: &'a str,
}

/// An open session.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// The session.
    pub id: Uuid,
    /// Whose it is.
    pub account: Uuid,
    /// When it was last used, to the minute.
    pub last_seen_at: Timestamp,
    /// When it is over, used or not.
    pub expires_at: Timestamp,
}

/// One browser in which somebody is signed in.
#[derive(Clone, Debug)]
pub struct OpenSession {
    /// Names it in forms.
    pub id: Uuid,
    /// Browser and system.
    pub client: String,
    /// When its owner signed in.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub last_seen_at: Timestamp,
}

/// The sessions of one kind of account. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Sessions {
    pool: Pool,
    clock: Clock,
    table: String,
    account: &'static str,
    config: SessionConfig,
}

impl Sessions {
    /// The sessions in `sessions` of these tables.
    #[must_use]
    pub fn new(pool: Pool, clock: Clock, tables: Tables, config: SessionConfig) -> Self {
        Self { pool, clock, table: tables.name("sessions"), account: tables.account, config }
    }

    /// How long an open session lasts at most.
    #[must_use]
    pub const fn longest(&self) -> SignedDuration {
        self.config.longest
    }

    /// Begins a session under a new secret, for the browser to keep.
    ///
    /// # Errors
    /// When the database is away or refuses, or without randomness.
    pub async fn begin(&self, on: impl PgExecutor<'_>, new: NewSession<'_>) -> Result<Secret, Failure> {
        let (secret, now) = (Secret::new()?, self.clock.now());
        let sql = format!(
            "INSERT INTO {table} (id, secret_hash, {account}, stage, client, created_at, last_seen_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $6, $7)",
            table = self.table,
            account = self.account,
        );
        sqlx::query(AssertSqlSafe(sql))
            .bind(self.clock.new_id())
            .bind(secret.hash().as_slice())
            .bind(new.account)
            .bind(new.stage.as_str())
            .bind(new.client.chars().take(CLIENT).collect::<String>())
            .bind(now.to_sqlx())
            .bind(now.saturating_add(new.valid).unwrap_or(Timestamp::MAX).to_sqlx())
            .execute(on)
            .await?;
        Ok(secret)
    }

    /// The open session that has this secret; `None` when it is over or was ended.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn open(&self, secret: &Secret) -> Result<Option<Found>, Failure> {
        let now = self.clock.now();
        let sql = format!(
            "SELECT id, {account} AS account, last_seen_at, expires_at FROM {table}
              WHERE secret_hash = $1 AND stage = 'open' AND revoked_at IS NULL AND expires_at > $2
                AND last_seen_at > $3",
            table = self.table,
            account = self.account,
        );
        let row = sqlx::query(AssertSqlSafe(sql))
            .bind(secret.hash().as_slice())
            .bind(now.to_sqlx())
            .bind(self.used_since(now).to_sqlx())
            .fetch_optional(&self.pool)
            .await?;
        let found = row.map(|row| {
            Ok::<_, sqlx::Error>(Found {
                id: row.try_get("id")?,
                account: row.try_get("account")?,
                last_seen_at: timestamp(&row, "last_seen_at")?,
                expires_at: timestamp(&row, "expires_at")?,
            })
        });
        Ok(found.transpose()?)
    }

    /// Notes that the session is used, once a minute at most.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn note_use(&self, found: &Found) -> Result<(), Failure> {
        let now = self.clock.now();
        if now.duration_since(found.last_seen_at) < NOTED_EVERY {
            return Ok(());
        }
        let sql = format!("UPDATE {} SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2", self.table);
        sqlx::query(AssertSqlSafe(sql)).bind(found.id).bind(now.to_sqlx()).execute(&self.pool).await?;
        Ok(())
    }

    /// When the session is over unless somebody uses it again, once its use of this moment was noted.
    #[must_use]
    pub fn ends_at(&self, found: &Found) -> Timestamp {
        let now = self.clock.now();
        let is_noted = now.duration_since(found.last_seen_at) >= NOTED_EVERY;
        let used_at = if is_noted { now } else { found.last_seen_at };
        used_at.saturating_add(self.config.idle).unwrap_or(Timestamp::MAX).min(found.expires_at)
    }

    /// Whose session this was, though it is over by now: who it was may go on with what was typed.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn owner_of(&self, secret: &Secret) -> Result<Option<Uuid>, Failure> {
        let sql = format!(
            "SELECT {account} FROM {table} WHERE secret_hash = $1 AND stage = 'open'",
            table = self.table,
            account = self.account,
        );
        Ok(sqlx::query_scalar(AssertSqlSafe(sql)).bind(secret.hash().as_slice()).fetch_optional(&self.pool).await?)
    }

    /// Where the account is signed in, the newest first; 50 at most.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn list(&self, account: Uuid) -> Result<Vec<OpenSession>, Failure> {
        let now = self.clock.now();
        let sql = format!(
            "SELECT id, client, created_at, last_seen_at FROM {table}
              WHERE {account} = $1 AND stage = 'open' AND revoked_at IS NULL AND expires_at > $2 AND last_seen_at > $3
              ORDER BY created_at DESC, id LIMIT $4",
            table = self.table,
            account = self.account,
        );
        let rows = sqlx::query(AssertSqlSafe(sql))
            .bind(account)
            .bind(now.to_sqlx())
            .bind(self.used_since(now).to_sqlx())
            .bind(MOST)
            .fetch_all(&self.pool)
            .await?;
        let sessions = rows.iter().map(|row| {
            Ok::<_, sqlx::Error>(OpenSession {
                id: row.try_get("id")?,
                client: row.try_get("client")?,
                created_at: timestamp(row, "created_at")?,
                last_seen_at: timestamp(row, "last_seen_at")?,
            })
        });
        Ok(sessions.collect::<Result<_, _>>()?)
    }

    /// Ends the oldest open sessions of the account when there are as many as there may be, so that one more may begin.
    /// Returns how many it ended.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn make_room(&self, on: &mut Connection, account: Uuid) -> Result<u64, Failure> {
        let now = self.clock.now();
        let sql = format!(
            "UPDATE {table} SET revoked_at = $2
              WHERE id IN (SELECT id FROM {table}
                            WHERE {account} = $1 AND stage = 'open' AND revoked_at IS NULL AND expires_at > $2
                              AND last_seen_at > $4
                            ORDER BY created_at DESC, id DESC OFFSET $3)",
            table = self.table,
            account = self.account,
        );
        let ended = sqlx::query(AssertSqlSafe(sql))
            .bind(account)
            .bind(now.to_sqlx())
            .bind(i64::from(self.config.most_open.saturating_sub(1)))
            .bind(self.used_since(now).to_sqlx())
            .execute(on)
            .await?;
        Ok(ended.rows_affected())
    }

    /// Ends one session, if it is the account's and was open. Returns whether it was.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn end(&self, on: &mut Connection, account: Uuid, id: Uuid) -> Result<bool, Failure> {
        let sql = format!(
            "UPDATE {table} SET revoked_at = $3 WHERE {account} = $1 AND id = $2 AND revoked_at IS NULL",
            table = self.table,
            account = self.account,
        );
        let ended =
            sqlx::query(AssertSqlSafe(sql)).bind(account).bind(id).bind(self.clock.now().to_sqlx()).execute(on).await?;
        Ok(ended.rows_affected() > 0)
    }

    /// Ends all sessions of the account but `kept`.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn end_all(&self, on: &mut Connection, account: Uuid, kept: Option<Uuid>) -> Result<(), Failure> {
        let sql = format!(
            "UPDATE {table} SET revoked_at = $3
              WHERE {account} = $1 AND id IS DISTINCT FROM $2 AND revoked_at IS NULL",
            table = self.table,
            account = self.account,
        );
        sqlx::query(AssertSqlSafe(sql)).bind(account).bind(kept).bind(self.clock.now().to_sqlx()).execute(on).await?;
        Ok(())
    }

    /// Forgets a session at once: another one takes its place.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn forget(&self, on: &mut Connection, id: Uuid) -> Result<(), Failure> {
        let sql = format!("DELETE FROM {} WHERE id = $1", self.table);
        sqlx::query(AssertSqlSafe(sql)).bind(id).execute(on).await?;
        Ok(())
    }

    /// Forgets sessions that ran out longer ago than `age`.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn purge(&self, age: SignedDuration) -> Result<(), Failure> {
        tables::purge(&self.pool, &self.clock, &self.table, "expires_at", age).await
    }

    /// A session that was last used before this is over.
    fn used_since(&self, now: Timestamp) -> Timestamp {
        now.saturating_sub(self.config.idle).unwrap_or(Timestamp::MIN)
    }
}

fn timestamp(row: &PgRow, column: &str) -> Result<Timestamp, sqlx::Error> {
    row.try_get::<jiff_sqlx::Timestamp, _>(column).map(jiff_sqlx::Timestamp::to_jiff)
}
