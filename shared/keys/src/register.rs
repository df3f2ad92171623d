//! The rows of processes, and what they are held against.

use std::time::Duration;

use database::Pool;
use runtime::{Clock, Job};
use tokio::time::Instant;
use uuid::Uuid;
use vault::Vault;

/// Pause between two renewals.
const RENEWED: Duration = Duration::from_secs(4);
/// A process that did not renew its row for so long is dead.
pub const LIVE: Duration = Duration::from_secs(15);
/// How long a start waits for the rows of dead processes to run out.
const PATIENCE: Duration = Duration::from_secs(20);
/// Longest wait for the database at a start; without it the process starts all the same, and says later what it knows.
const DATABASE: Duration = Duration::from_secs(4);
/// Rows of dead processes are removed after this.
const FORGOTTEN: Duration = Duration::from_hours(1);

/// Why a process must not work with its keys.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// Data is sealed with keys that this process does not have.
    #[error(
        "VAULT_KEYS lacks the key {missing}, which data or another process still uses: put it back (last in the list); \
        it may leave when `helpdesk rewrap` has said that everything uses another one"
    )]
    Missing {
        /// Ids of the keys, with commas.
        missing: String,
    },
    /// Other processes could not open what this one would seal.
    #[error(
        "VAULT_KEYS has the key {current} first, but {processes} cannot open what is sealed with it: put it last in \
        the list of every process first, restart them all, and only then move it to the front"
    )]
    NotKnownEverywhere {
        /// Id of the key.
        current: String,
        /// How many processes of which services.
        processes: String,
    },
    /// The database is away or refused.
    #[error("the keys in use could not be read or written")]
    Database(#[from] sqlx::Error),
}

/// A process's row.
#[derive(Clone, Debug)]
pub struct Register {
    pool: Pool,
    id: Uuid,
    service: &'static str,
    current: String,
    opens: Vec<String>,
}

impl Register {
    /// Says what this process can open and seals with, unless that would lose data. While the database is away the
    /// process starts all the same, and [`Register::job`] says it when the database is back.
    ///
    /// # Errors
    /// [`KeyError::Missing`] or [`KeyError::NotKnownEverywhere`]: then the process must not start.
    pub async fn enter(pool: &Pool, vault: &Vault, service: &'static str, clock: &Clock) -> Result<Self, KeyError> {
        let register = Self {
            pool: pool.clone(),
            id: clock.new_id(),
            service,
            current: vault.current_key().to_owned(),
            opens: vault.known_keys(),
        };
        match tokio::time::timeout(DATABASE, register.sign_on()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) if !database::is_unavailable(&error) => return Err(error.into()),
            Ok(Err(_)) | Err(_) => {
                tracing::warn!(service, "the keys in use are not known: the database is away");
                return Ok(register);
            }
        }
        // Only after this the key counts as used: whoever is refused leaves no trace.
        match register.judge().await {
            Ok(()) => register.use_current().await?,
            Err(refused) => {
                register.leave().await?;
                return Err(refused);
            }
        }
        Ok(register)
    }

    /// A job that renews the row, and removes it when the process ends.
    #[must_use]
    pub fn job(&self) -> Job {
        let register = self.clone();
        Job::new("keys", "says which keys this process seals and opens with", move |shutdown| {
            let register = register.clone();
            async move {
                loop {
                    match register.renew().await {
                        Ok(()) => register.warn().await,
                        Err(error) => tracing::debug!(%error, "the keys could not be told"),
                    }
                    tokio::select! {
                        () = tokio::time::sleep(RENEWED) => {}
                        () = shutdown.stopping() => break,
                    }
                }
                // Requests in hand may still seal: the row of a process that stops without a database runs out by
                // itself.
                if let Err(error) = register.leave().await {
                    tracing::debug!(%error, "the keys could not be signed off");
                }
                Ok(())
            }
        })
        .stops_last()
    }

    async fn renew(&self) -> Result<(), sqlx::Error> {
        self.sign_on().await?;
        self.use_current().await
    }

    /// Writes or renews the row.
    async fn sign_on(&self) -> Result<(), sqlx::Error> {
        sqlx::query!(
            "WITH forgotten AS (DELETE FROM sealing.processes WHERE seen_at < now() - make_interval(secs => $5) AND \
            id <> $1)
             INSERT INTO sealing.processes (id, service, seals_with, opens) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO UPDATE SET seen_at = now()",
            self.id,
            self.service,
            self.current,
            &self.opens,
            FORGOTTEN.as_secs_f64(),
        )
        .execute(&self.pool)
        .await
        .map(drop)
    }

    /// From now on data may be sealed with the current key.
    async fn use_current(&self) -> Result<(), sqlx::Error> {
        sqlx::query!("INSERT INTO sealing.in_use (key_id) VALUES ($1) ON CONFLICT DO NOTHING", self.current)
            .execute(&self.pool)
            .await
            .map(drop)
    }

    async fn leave(&self) -> Result<(), sqlx::Error> {
        sqlx::query!("DELETE FROM sealing.processes WHERE id = $1", self.id).execute(&self.pool).await.map(drop)
    }

    /// Processes that died are waited out, for they may have had other keys.
    async fn judge(&self) -> Result<(), KeyError> {
        let started = Instant::now();
        loop {
            match self.look().await {
                Err(KeyError::NotKnownEverywhere { .. }) if started.elapsed() < PATIENCE => {
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
                looked => return looked,
            }
        }
    }

    async fn look(&self) -> Result<(), KeyError> {
        let missing = self.missing().await?;
        if !missing.is_empty() {
            return Err(KeyError::Missing { missing: missing.join(", ") });
        }
        let blind = sqlx::query!(
            r#"SELECT service, count(*) AS "processes!" FROM sealing.processes
                WHERE id <> $1 AND seen_at > now() - make_interval(secs => $2)
                  AND NOT $3 = ANY(opens) GROUP BY service ORDER BY service"#,
            self.id,
            LIVE.as_secs_f64(),
            self.current,
        )
        .fetch_all(&self.pool)
        .await?;
        if blind.is_empty() {
            return Ok(());
        }
        let processes: Vec<String> = blind.iter().map(|row| format!("{} of {}", row.processes, row.service)).collect();
        Err(KeyError::NotKnownEverywhere { current: self.current.clone(), processes: processes.join(", ") })
    }

    /// Keys in use that this process does not have.
    async fn missing(&self) -> Result<Vec<String>, sqlx::Error> {
        sqlx::query_scalar!("SELECT key_id FROM sealing.in_use WHERE NOT key_id = ANY($1) ORDER BY key_id", &self.opens)
            .fetch_all(&self.pool)
            .await
    }

    /// Tells what can only go wrong when the database was away at the start, or another process broke the order.
    async fn warn(&self) {
        if let Ok(missing) = self.missing().await
            && !missing.is_empty()
        {
            tracing::error!(
                service = self.service,
                keys = missing.join(", "),
                "VAULT_KEYS lacks keys that are in use: what they sealed cannot be opened here"
            );
        }
    }
}

/// Says that an operator's command is about to seal with its current key, unless that would lose data.
///
/// # Errors
/// As [`Register::enter`], and when the database is away.
pub async fn announce(pool: &Pool, vault: &Vault, clock: &Clock) -> Result<(), KeyError> {
    let current = vault.current_key().to_owned();
    let register =
        Register { pool: pool.clone(), id: clock.new_id(), service: "operator", current, opens: vault.known_keys() };
    register.look().await?;
    Ok(register.use_current().await?)
}
