//! A fresh, migrated database for one test.

use std::time::Duration;

use ::database::Pool;
use anyhow::{Context, Result};
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions};

use crate::Environment;

/// Longest wait for a connection or a query on a machine that runs many tests.
const PATIENCE: Duration = Duration::from_mins(1);

/// A test's own database, with all migrations applied. It remains after the test, so that a developer can look into it;
/// the servers' next start deletes it.
#[derive(Clone, Debug)]
pub struct Database {
    name: String,
    environment: Environment,
    owner: Pool,
}

impl Database {
    /// Creates and migrates it.
    ///
    /// # Errors
    /// When PostgreSQL is away or a migration fails.
    pub async fn create() -> Result<Self> {
        let database = Self::create_empty().await?;
        ::database::migrate(&database.owner).await.context("migrating the test database")?;
        sqlx::query("SELECT intake.ensure_partitions(current_date, 3)").execute(&database.owner).await?;
        Ok(database)
    }

    /// Makes one without any migration, for a test of what a migration does to what is there.
    ///
    /// # Errors
    /// When PostgreSQL is away.
    pub async fn create_empty() -> Result<Self> {
        let environment = Environment::of_test_servers()?;
        let name = format!("test_{}", runtime::Clock::system().new_id().simple());
        let server: PgConnectOptions = environment.get("DATABASE_URL")?.parse()?;
        let cluster = Pool::lazy_within(PATIENCE, server.clone().disable_statement_logging(), 1);
        sqlx::query(AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&cluster).await?;
        cluster.close().await;
        let owner = Pool::lazy_within(PATIENCE, server.database(&name), 4);
        Ok(Self { name, environment, owner })
    }

    /// Drops it with all its data, whoever is connected, and creates an empty one in its place.
    ///
    /// # Errors
    /// When PostgreSQL is away.
    pub async fn lose(&self) -> Result<()> {
        let server: PgConnectOptions = self.environment.get("DATABASE_URL")?.parse()?;
        let cluster = Pool::lazy_within(PATIENCE, server.disable_statement_logging(), 1);
        for sql in [format!("DROP DATABASE {} WITH (FORCE)", self.name), format!("CREATE DATABASE {}", self.name)] {
            sqlx::query(AssertSqlSafe(sql)).execute(&cluster).await?;
        }
        cluster.close().await;
        Ok(())
    }

    /// Runs statements with all rights, for example to insert rows.
    ///
    /// # Errors
    /// When PostgreSQL is away or refuses.
    pub async fn execute(&self, statements: &'static str) -> Result<()> {
        sqlx::raw_sql(statements).execute(&self.owner).await?;
        Ok(())
    }

    /// Runs one statement with `$1`.
    ///
    /// # Errors
    /// When PostgreSQL is away or refuses.
    pub async fn execute_with(&self, statement: &'static str, bytes: &[u8]) -> Result<()> {
        sqlx::query(statement).bind(bytes).execute(&self.owner).await?;
        Ok(())
    }

    /// Runs a query and returns the number that it counts.
    ///
    /// # Errors
    /// When PostgreSQL is away or refuses.
    pub async fn count(&self, query: &'static str) -> Result<i64> {
        Ok(sqlx::query_scalar(query).fetch_one(&self.owner).await?)
    }

    /// A pool with all rights.
    #[must_use]
    pub fn owner(&self) -> &Pool {
        &self.owner
    }

    /// The URL with all rights.
    ///
    /// # Errors
    /// When the environment lacks `DATABASE_URL`.
    pub fn url(&self) -> Result<String> {
        self.with_name("DATABASE_URL")
    }

    /// The URL of one service's role: `INTAKE`, `ROUTER`, `ANSWER` or `STATUS`.
    ///
    /// # Errors
    /// When the environment lacks that role.
    pub fn service_url(&self, service: &str) -> Result<String> {
        self.with_name(&format!("{service}_DATABASE_URL"))
    }

    /// The server's URL with this database's name.
    fn with_name(&self, key: &str) -> Result<String> {
        let url = self.environment.get(key)?;
        let (server, _database) = url.rsplit_once('/').context("a database URL ends with /name")?;
        Ok(format!("{server}/{}", self.name))
    }
}
