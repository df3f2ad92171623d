//! A fresh, migrated database for one test.

use std::path::Path;
use std::time::Duration;

use ::database::Pool;
use anyhow::{Context as _, Result};
use ring::digest::{Context, SHA256};
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions};

use tokio::sync::OnceCell;

use crate::Environment;

/// The database that those of this program's tests are copies of.
static TEMPLATE: OnceCell<String> = OnceCell::const_new();

/// Longest wait for a connection or a query on a machine that runs many tests.
const PATIENCE: Duration = Duration::from_mins(1);

/// A test's own database, with all migrations applied. It remains after the test, so that a developer can look into it;
/// the next test program deletes it.
#[derive(Clone, Debug)]
pub struct Database {
    name: String,
    environment: Environment,
    owner: Pool,
}

impl Database {
    /// Creates it as a copy of one that was migrated once.
    ///
    /// # Errors
    /// When PostgreSQL is away or a migration fails.
    pub async fn create() -> Result<Self> {
        let environment = Environment::of_test_servers()?;
        let template = TEMPLATE.get_or_try_init(|| template(&environment)).await?;
        let (cluster, name) = (cluster(&environment)?, name_of_a_test());
        run(&cluster, format!("CREATE DATABASE {name} TEMPLATE {template}")).await?;
        // A copy has the template's contents, but anybody may connect to it.
        let rights: Vec<String> = sqlx::query_scalar(
            "SELECT format('GRANT %s ON DATABASE %I TO %I', privilege_type, $2, grantee::regrole)
               FROM pg_database, aclexplode(datacl) WHERE datname = $1 AND grantee <> 0",
        )
        .bind(template)
        .bind(&name)
        .fetch_all(&cluster)
        .await?;
        let none = format!("REVOKE ALL ON DATABASE {name} FROM PUBLIC");
        run(&cluster, std::iter::once(none).chain(rights).collect::<Vec<_>>().join(";")).await?;
        cluster.close().await;
        Self::named(name, environment)
    }

    /// Makes one without any migration, for a test of what a migration does to what is there.
    ///
    /// # Errors
    /// When PostgreSQL is away.
    pub async fn create_empty() -> Result<Self> {
        let environment = Environment::of_test_servers()?;
        let (cluster, name) = (cluster(&environment)?, name_of_a_test());
        run(&cluster, format!("CREATE DATABASE {name}")).await?;
        cluster.close().await;
        Self::named(name, environment)
    }

    fn named(name: String, environment: Environment) -> Result<Self> {
        let server: PgConnectOptions = environment.get("DATABASE_URL")?.parse()?;
        let owner = Pool::lazy_within(PATIENCE, server.database(&name), 4);
        Ok(Self { name, environment, owner })
    }

    /// Drops it with all its data, whoever is connected, and creates an empty one in its place.
    ///
    /// # Errors
    /// When PostgreSQL is away.
    pub async fn lose(&self) -> Result<()> {
        let cluster = cluster(&self.environment)?;
        run(&cluster, format!("DROP DATABASE {} WITH (FORCE)", self.name)).await?;
        run(&cluster, format!("CREATE DATABASE {}", self.name)).await?;
        cluster.close().await;
        Ok(())
    }

    /// Ends every connection of the services, and refuses new ones as a server does that has none left.
    ///
    /// # Errors
    /// When PostgreSQL is away.
    pub async fn refuse(&self) -> Result<()> {
        let cluster = cluster(&self.environment)?;
        run(&cluster, format!("ALTER DATABASE {} CONNECTION LIMIT 0", self.name)).await?;
        sqlx::query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1")
            .bind(&self.name)
            .execute(&cluster)
            .await?;
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

/// The migrated database to copy, which the first test program of the day makes.
async fn template(environment: &Environment) -> Result<String> {
    let cluster = cluster(environment)?;
    delete_left(&cluster).await?;
    let mut digest = Context::new(&SHA256);
    ::database::migration_checksums().for_each(|checksum| digest.update(checksum));
    let digest = u32::from_be_bytes(*digest.finish().as_ref().first_chunk().context("32 bytes")?);
    let name = format!("test_template_{}_{digest:08x}", runtime::Clock::system().now().strftime("%Y%m%d"));
    let there: bool = sqlx::query_scalar("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)")
        .bind(&name)
        .fetch_one(&cluster)
        .await?;
    if !there {
        let made = Database::create_empty().await?;
        ::database::migrate(&made.owner).await.context("migrating the template of test databases")?;
        sqlx::query("SELECT intake.ensure_partitions(current_date, 3)").execute(&made.owner).await?;
        made.owner.close().await;
        let renamed = run(&cluster, format!("ALTER DATABASE {} RENAME TO {name}", made.name)).await;
        // Another program may have been quicker; then this one's is deleted with the databases of its tests.
        renamed.or_else(|error| if already_there(&error) { Ok(()) } else { Err(error) })?;
    }
    cluster.close().await;
    Ok(name)
}

/// Deletes the databases of test programs that have ended: together they would take more of the disk than all else.
async fn delete_left(cluster: &Pool) -> Result<()> {
    let names: Vec<String> = sqlx::query_scalar("SELECT datname FROM pg_database WHERE datname ~ '^test_[0-9]+_'")
        .fetch_all(cluster)
        .await?;
    for name in names {
        let program = name.split('_').nth(1).context("the name tells the program")?;
        if !Path::new("/proc").join(program).exists() {
            run(cluster, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await?;
        }
    }
    Ok(())
}

/// Tells whose it is, so that it can be deleted when the program has ended.
fn name_of_a_test() -> String {
    format!("test_{}_{}", std::process::id(), runtime::Clock::system().new_id().simple())
}

/// The server itself.
fn cluster(environment: &Environment) -> Result<Pool> {
    let server: PgConnectOptions = environment.get("DATABASE_URL")?.parse()?;
    Ok(Pool::lazy_within(PATIENCE, server.disable_statement_logging(), 1))
}

async fn run(cluster: &Pool, statement: String) -> Result<(), sqlx::Error> {
    sqlx::raw_sql(AssertSqlSafe(statement)).execute(cluster).await.map(drop)
}

fn already_there(error: &sqlx::Error) -> bool {
    error.as_database_error().is_some_and(|error| error.code().as_deref() == Some("42P04"))
}
