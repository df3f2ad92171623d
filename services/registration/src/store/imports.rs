//! Versions of the catalogue.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;

/// Lets nobody else import until the end of the transaction; readers go on.
///
/// # Errors
/// When the database is away, or refuses.
pub(crate) async fn lock(on: impl PgExecutor<'_>) -> Result<(), sqlx::Error> {
    sqlx::query!("LOCK TABLE registration.imports IN SHARE ROW EXCLUSIVE MODE").execute(on).await.map(drop)
}

/// Begins the next version.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn begin(on: impl PgExecutor<'_>, at: Timestamp) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        "INSERT INTO registration.imports (version, imported_at, formations, added, changed, withdrawn)
         SELECT coalesce(max(version), 0) + 1, $1, 0, 0, 0, 0 FROM registration.imports
         RETURNING version",
        at.to_sqlx()
    )
    .fetch_one(on)
    .await
}

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Formations in the file.
    pub formations: i64,
    /// That were not there, or were withdrawn.
    pub added: i64,
    /// That said something else.
    pub changed: i64,
    /// That the file lacked.
    pub withdrawn: i64,
}

/// Writes down what it did.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn end(on: impl PgExecutor<'_>, version: i64, counts: Counts) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE registration.imports SET formations = $2, added = $3, changed = $4, withdrawn = $5 WHERE version = $1",
        version,
        counts.formations,
        counts.added,
        counts.changed,
        counts.withdrawn
    )
    .execute(on)
    .await
    .map(drop)
}

/// Has the planner count the formations anew.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn analyze(on: &mut database::Connection) -> Result<(), sqlx::Error> {
    sqlx::query!("SELECT gin_clean_pending_list('registration.formations_words')").fetch_one(&mut *on).await?;
    sqlx::query!("ANALYZE registration.formations").execute(&mut *on).await.map(drop)
}
