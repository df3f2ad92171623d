//! An installation's owner of the tables is no superuser. It makes the database in one session, and brings it up to
//! each later version in a session that knows nothing of the one before.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result};
use database::Pool;
use runtime::Clock;
use sqlx::AssertSqlSafe;
use sqlx::migrate::Migrator;
use sqlx::postgres::PgConnectOptions;
use testing::Database;

use crate::page::ROLES;

/// The last migration that an installation makes its database with. Older ones may rely on the session of those before.
const MADE_WITH: i64 = 43;

/// Longest wait for a connection or a migration on a machine that runs many tests.
const PATIENCE: Duration = Duration::from_mins(1);

#[tokio::test]
async fn an_owner_without_further_rights_applies_each_later_migration_in_a_session_of_its_own() -> Result<()> {
    let database = Database::create_empty().await?;
    let owner = format!("owner_{}", Clock::system().new_id().simple());
    let services = ROLES.map(|role| format!("helpdesk_{role}")).join(", ");
    let name: String = sqlx::query_scalar("SELECT current_database()").fetch_one(database.owner()).await?;
    for sql in [
        format!("CREATE ROLE {owner} LOGIN CREATEROLE PASSWORD '{owner}'"),
        format!("GRANT {services} TO {owner} WITH ADMIN OPTION"),
        format!("ALTER DATABASE {name} OWNER TO {owner}"),
        format!("ALTER SCHEMA public OWNER TO {owner}"),
    ] {
        sqlx::query(AssertSqlSafe(sql)).execute(database.owner()).await?;
    }
    let options: PgConnectOptions = database.url()?.parse()?;
    let options = options.username(&owner).password(&owner);
    let migrations = Migrator::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations")).await?;
    let connect = || Pool::lazy_within(PATIENCE, options.clone(), 1);
    let mut session = connect();
    for migration in migrations.iter() {
        if migration.version > MADE_WITH {
            session.close().await;
            session = connect();
        }
        let applied = sqlx::raw_sql(migration.sql.clone()).execute(&session).await;
        applied.with_context(|| format!("migration {}", migration.version))?;
    }
    session.close().await;
    Ok(())
}
