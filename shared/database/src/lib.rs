//! PostgreSQL as every service uses it: pools with time-outs, the migrations, the outbox and the inbox.
//!
//! The crate promises that no statement waits without a bound, that a service starts while the database is away, and that
//! messages leave ([`Outbox`]) and enter ([`Inbox`]) exactly as the transactions that caused or handled them committed. What is lost between
//! the two is looked for from where the last look ended ([`Watch`]).

mod config;
mod failure;
mod inbox;
mod outbox;
mod schema;
mod watch;

pub use config::{DatabaseConfig, connect_lazy, probe};
pub use failure::{constraint, is_unavailable};
pub use inbox::{Begun, Inbox};
pub use outbox::{Backlog, NewMessage, Outbox, OutboxRow};
pub use schema::Schema;
pub use watch::Watch;

/// All migrations, forward only, embedded in the binary.
static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!();

/// How many migrations this binary knows.
#[must_use]
pub fn known_migrations() -> usize {
    MIGRATIONS.iter().count()
}

/// Brings the database to this binary's version. Several processes at once are safe: the first one does the work.
///
/// # Errors
/// When the database is away, a migration fails, or the database is newer than this binary.
pub async fn migrate(pool: &sqlx::PgPool) -> Result<(), sqlx::migrate::MigrateError> {
    MIGRATIONS.run(pool).await
}
