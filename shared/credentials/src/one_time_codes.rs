//! Somebody chooses a password with a one-time code. Each account has one code: the newest. It counts once.

use database::{Connection, Pool};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use runtime::Clock;
use sqlx::AssertSqlSafe;
use uuid::Uuid;
use vault::{BlindIndex, Index, Vault};

use crate::{Failure, OneTime, Tables, tables};

/// Characters of a group, as people read it.
const GROUP: usize = 4;

/// A one-time code, to be shown once. Does not print.
#[derive(Clone)]
pub struct OneTimeCode {
    /// In groups of four.
    pub text: String,
    /// Until when it can be used.
    pub until: Timestamp,
}

/// The one-time codes of one kind of account. Cheap to clone.
#[derive(Clone, Debug)]
pub struct OneTimeCodes {
    pool: Pool,
    clock: Clock,
    vault: Vault,
    purpose: Index,
    table: String,
    account: &'static str,
}

impl OneTimeCodes {
    /// The codes in `activations` of these tables, stored as keyed hashes for this purpose.
    #[must_use]
    pub fn new(pool: Pool, clock: Clock, vault: Vault, purpose: Index, tables: Tables) -> Self {
        Self { pool, clock, vault, purpose, table: tables.name("activations"), account: tables.account }
    }

    /// Makes a code that takes the place of the account's older one.
    ///
    /// # Errors
    /// When the database is away or refuses, or without randomness.
    pub async fn issue(
        &self,
        on: &mut Connection,
        account: Uuid,
        valid: SignedDuration,
    ) -> Result<OneTimeCode, Failure> {
        let code = OneTime::new()?;
        let until = self.clock.now().saturating_add(valid).unwrap_or(Timestamp::MAX);
        let sql = format!(
            "INSERT INTO {table} ({account}, code_hash, expires_at) VALUES ($1, $2, $3)
             ON CONFLICT ({account}) DO UPDATE SET code_hash = EXCLUDED.code_hash, expires_at = EXCLUDED.expires_at",
            table = self.table,
            account = self.account,
        );
        sqlx::query(AssertSqlSafe(sql))
            .bind(account)
            .bind(self.index(&code).as_bytes().as_slice())
            .bind(until.to_sqlx())
            .execute(on)
            .await?;
        Ok(OneTimeCode { text: code.grouped(GROUP), until })
    }

    /// Whose code this is; `None` when it was used, has run out, or is none.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn owner_of(&self, code: &OneTime) -> Result<Option<Uuid>, Failure> {
        let sql = format!(
            "SELECT {account} FROM {table} WHERE code_hash = $1 AND expires_at > $2",
            table = self.table,
            account = self.account,
        );
        Ok(sqlx::query_scalar(AssertSqlSafe(sql))
            .bind(self.index(code).as_bytes().as_slice())
            .bind(self.clock.now().to_sqlx())
            .fetch_optional(&self.pool)
            .await?)
    }

    /// Uses the account's code. Of two browsers with the same code one gets `true`.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn spend(&self, on: &mut Connection, account: Uuid, code: &OneTime) -> Result<bool, Failure> {
        let sql = format!(
            "DELETE FROM {table} WHERE code_hash = $1 AND {account} = $2 AND expires_at > $3",
            table = self.table,
            account = self.account,
        );
        let spent = sqlx::query(AssertSqlSafe(sql))
            .bind(self.index(code).as_bytes().as_slice())
            .bind(account)
            .bind(self.clock.now().to_sqlx())
            .execute(on)
            .await?;
        Ok(spent.rows_affected() > 0)
    }

    /// Takes the account's code away.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn withdraw(&self, on: &mut Connection, account: Uuid) -> Result<(), Failure> {
        let sql = format!("DELETE FROM {} WHERE {} = $1", self.table, self.account);
        sqlx::query(AssertSqlSafe(sql)).bind(account).execute(on).await?;
        Ok(())
    }

    /// Forgets codes that have run out.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn purge(&self) -> Result<(), Failure> {
        tables::purge(&self.pool, &self.clock, &self.table, "expires_at", SignedDuration::ZERO).await
    }

    /// A keyed hash: 120 bits cannot be tried through.
    fn index(&self, code: &OneTime) -> BlindIndex {
        self.vault.index(self.purpose, code.bare().as_bytes())
    }
}

impl std::fmt::Debug for OneTimeCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OneTimeCode").field("until", &self.until).finish_non_exhaustive()
    }
}
