//! An installation's owner of the tables is no superuser and brings the database up version by version, each time in a
//! session that knows nothing of the one before.

use std::path::Path;

use anyhow::{Context as _, Result};
use runtime::Clock;
use sqlx::migrate::Migrator;
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use testing::Database;

use crate::page::ROLES;

#[tokio::test]
async fn an_owner_without_further_rights_applies_each_migration_in_a_session_of_its_own() -> Result<()> {
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
    for migration in migrations.iter() {
        let mut session = PgConnection::connect_with(&options).await?;
        let applied = sqlx::raw_sql(migration.sql.clone()).execute(&mut session).await;
        applied.with_context(|| format!("migration {}", migration.version))?;
        session.close().await?;
    }
    Ok(())
}
