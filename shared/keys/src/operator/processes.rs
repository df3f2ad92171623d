//! The rows of processes as the operator sees them.

use database::Pool;
use sqlx::PgExecutor;

use crate::LIVE;

/// A living process.
#[derive(Debug)]
pub struct Process {
    /// Its service.
    pub service: String,
    /// The key that it seals with.
    pub seals_with: String,
    /// The keys that it can open with.
    pub opens: Vec<String>,
}

/// Living processes of one service that seal with one other key.
#[derive(Debug)]
pub struct Others {
    /// How many.
    pub processes: i64,
    /// Their service.
    pub service: String,
    /// The key that they seal with.
    pub seals_with: String,
}

/// All living processes.
///
/// # Errors
/// When the database is away or refuses.
pub async fn living(on: impl PgExecutor<'_>) -> Result<Vec<Process>, sqlx::Error> {
    sqlx::query_as!(
        Process,
        "SELECT service, seals_with, opens FROM sealing.processes WHERE seen_at > now() - make_interval(secs => $1)",
        LIVE.as_secs_f64(),
    )
    .fetch_all(on)
    .await
}

/// The services that have a living process.
///
/// # Errors
/// When the database is away or refuses.
pub async fn services(on: impl PgExecutor<'_>) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT DISTINCT service FROM sealing.processes WHERE seen_at > now() - make_interval(secs => $1) ORDER BY \
        service",
        LIVE.as_secs_f64(),
    )
    .fetch_all(on)
    .await
}

/// Living processes that seal with another key than `current`.
///
/// # Errors
/// When the database is away or refuses.
pub async fn others(on: impl PgExecutor<'_>, current: &str) -> Result<Vec<Others>, sqlx::Error> {
    sqlx::query_as!(
        Others,
        r#"SELECT service, seals_with, count(*) AS "processes!" FROM sealing.processes
            WHERE seen_at > now() - make_interval(secs => $1)
              AND seals_with <> $2 GROUP BY service, seals_with ORDER BY service, seals_with"#,
        LIVE.as_secs_f64(),
        current,
    )
    .fetch_all(on)
    .await
}

/// The keys that data may be sealed with.
///
/// # Errors
/// When the database is away or refuses.
pub async fn in_use(on: impl PgExecutor<'_>) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar!("SELECT key_id FROM sealing.in_use").fetch_all(on).await
}

/// Says that only the current key is in use. `false` when a process that seals with another one came meanwhile; one
/// that comes later says so itself.
///
/// # Errors
/// When the database is away or refuses.
pub async fn retire(pool: &Pool, current: &str) -> Result<bool, sqlx::Error> {
    let mut transaction = pool.begin().await?;
    sqlx::query!("LOCK TABLE sealing.processes, sealing.in_use IN SHARE ROW EXCLUSIVE MODE")
        .execute(&mut *transaction)
        .await?;
    let others = sqlx::query_scalar!(
        r#"SELECT count(*) AS "others!" FROM sealing.processes
           WHERE seen_at > now() - make_interval(secs => $1) AND seals_with <> $2"#,
        LIVE.as_secs_f64(),
        current,
    )
    .fetch_one(&mut *transaction)
    .await?;
    if others > 0 {
        return Ok(false);
    }
    sqlx::query!("DELETE FROM sealing.in_use WHERE key_id <> $1", current).execute(&mut *transaction).await?;
    sqlx::query!("INSERT INTO sealing.in_use (key_id) VALUES ($1) ON CONFLICT DO NOTHING", current)
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await?;
    Ok(true)
}
