//! The crate remembers browsers in which somebody signed in. The wrong passwords of others keep nobody waiting there.

use database::{Connection, Pool};
use jiff::SignedDuration;
use jiff_sqlx::ToSqlx as _;
use runtime::Clock;
use sqlx::AssertSqlSafe;
use uuid::Uuid;
use vault::Secret;

use crate::{Failure, Tables, tables};

/// The known browsers of one kind of account. Cheap to clone.
#[derive(Clone, Debug)]
pub struct KnownDevices {
    pool: Pool,
    clock: Clock,
    table: String,
    account: &'static str,
}

impl KnownDevices {
    /// The browsers in `known_devices` of these tables.
    #[must_use]
    pub fn new(pool: Pool, clock: Clock, tables: Tables) -> Self {
        Self { pool, clock, table: tables.name("known_devices"), account: tables.account }
    }

    /// Whether the browser that keeps this secret is one of the account's.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn knows(&self, account: Uuid, device: &Secret) -> Result<bool, Failure> {
        let sql = format!(
            "SELECT EXISTS (SELECT FROM {table} WHERE secret_hash = $1 AND {account} = $2)",
            table = self.table,
            account = self.account,
        );
        Ok(sqlx::query_scalar(AssertSqlSafe(sql))
            .bind(device.hash().as_slice())
            .bind(account)
            .fetch_one(&self.pool)
            .await?)
    }

    /// Remembers the browser as the account's. Returns a secret for one that was not, to be kept there.
    ///
    /// # Errors
    /// When the database is away or refuses, or without randomness.
    pub async fn remember(
        &self,
        on: &mut Connection,
        account: Uuid,
        device: Option<&Secret>,
    ) -> Result<Option<Secret>, Failure> {
        let now = self.clock.now();
        if let Some(device) = device {
            let sql = format!(
                "UPDATE {table} SET last_seen_at = $3 WHERE secret_hash = $1 AND {account} = $2",
                table = self.table,
                account = self.account,
            );
            let known = sqlx::query(AssertSqlSafe(sql))
                .bind(device.hash().as_slice())
                .bind(account)
                .bind(now.to_sqlx())
                .execute(&mut *on)
                .await?;
            if known.rows_affected() > 0 {
                return Ok(None);
            }
        }
        let fresh = Secret::new()?;
        let sql = format!(
            "INSERT INTO {table} (secret_hash, {account}, last_seen_at) VALUES ($1, $2, $3)",
            table = self.table,
            account = self.account,
        );
        sqlx::query(AssertSqlSafe(sql))
            .bind(fresh.hash().as_slice())
            .bind(account)
            .bind(now.to_sqlx())
            .execute(on)
            .await?;
        Ok(Some(fresh))
    }

    /// Forgets all browsers of the account.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn forget(&self, on: &mut Connection, account: Uuid) -> Result<(), Failure> {
        let sql = format!("DELETE FROM {} WHERE {} = $1", self.table, self.account);
        sqlx::query(AssertSqlSafe(sql)).bind(account).execute(on).await?;
        Ok(())
    }

    /// Forgets browsers that were not used for `age`.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn purge(&self, age: SignedDuration) -> Result<(), Failure> {
        tables::purge(&self.pool, &self.clock, &self.table, "last_seen_at", age).await
    }
}
