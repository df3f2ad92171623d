//! PostgreSQL as every service uses it: pools with time-outs, the migrations, the outbox and the inbox.
//!
//! What the crate promises: nobody waits for the server without a bound ([`Pool`], [`Connection`], [`Transaction`]). A
//! service starts while the database is away. Messages leave ([`Outbox`]) and enter ([`Inbox`]) exactly as the
//! transactions committed that caused or handled them. A service looks for what got lost between the two from where its
//! last look ended ([`Watch`]).

use std::time::Duration;

mod advisory_lock;
mod bounds;
pub mod claims;
mod config;
mod connection;
mod failure;
mod inbox;
mod inconsistent;
mod measures;
pub mod operator;
mod outbox;
mod pool;
mod retention;
mod schema;
mod suspicion;
mod transaction;
mod watch;

pub use advisory_lock::AdvisoryLock;
pub use config::{DatabaseConfig, connect_lazy, probe};
pub use connection::Connection;
pub use failure::{constraint, is_unavailable};
pub use inbox::{Begun, Inbox};
pub use inconsistent::Inconsistent;
pub use outbox::{Backlog, NewMessage, Outbox, OutboxRow};
pub use pool::Pool;
pub use retention::Kept;
pub use schema::Schema;
pub use transaction::Transaction;
pub use watch::Watch;

/// All migrations, forward only, embedded in the binary.
static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!();

/// How many migrations this binary knows.
#[must_use]
pub fn known_migrations() -> usize {
    MIGRATIONS.iter().count()
}

/// What each of this binary's migrations is recognised by, in their order.
pub fn migration_checksums() -> impl Iterator<Item = &'static [u8]> {
    MIGRATIONS.iter().map(|migration| &*migration.checksum)
}

/// How many migrations the database has: 0 for an empty one.
///
/// # Errors
/// When the database is away or refuses.
pub async fn applied_migrations(pool: &Pool) -> Result<usize, sqlx::Error> {
    let begun: bool = sqlx::query_scalar("SELECT to_regclass('_sqlx_migrations') IS NOT NULL").fetch_one(pool).await?;
    if !begun {
        return Ok(0);
    }
    let applied: i64 =
        sqlx::query_scalar("SELECT count(*) FROM _sqlx_migrations WHERE success").fetch_one(pool).await?;
    Ok(usize::try_from(applied).unwrap_or_default())
}

/// Whether the database has all migrations of this binary and further ones: a later version has migrated it.
///
/// # Errors
/// When the database is away or refuses.
pub async fn is_newer(pool: &Pool) -> Result<bool, sqlx::Error> {
    if applied_migrations(pool).await? <= known_migrations() {
        return Ok(false);
    }
    let applied: Vec<i64> = sqlx::query_scalar("SELECT version FROM _sqlx_migrations WHERE success ORDER BY version")
        .fetch_all(pool)
        .await?;
    Ok(MIGRATIONS.iter().all(|known| applied.binary_search(&known.version).is_ok()))
}

/// Longest time that all migrations together may take.
const MIGRATION_TIMEOUT: Duration = Duration::from_mins(30);

/// Brings the database to this binary's version. Several processes at once are safe: the first one does the work.
///
/// # Errors
/// When the database is away, a migration fails, the database is newer than this binary, or 30 minutes were not enough.
pub async fn migrate(pool: &Pool) -> Result<(), sqlx::migrate::MigrateError> {
    let mut connection = pool.acquire().await?;
    sqlx::query("SET statement_timeout = '30min'").execute(&mut connection).await?;
    connection.migrate(&MIGRATIONS, MIGRATION_TIMEOUT).await
}
