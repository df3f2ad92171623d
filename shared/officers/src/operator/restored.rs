//! `helpdesk restored`: a session of the backup lets nobody in any more.

use sqlx::PgExecutor;

/// Ends all sessions. Returns how many there were.
///
/// # Errors
/// When the database is away or refuses.
pub async fn end_sessions(on: impl PgExecutor<'_>) -> Result<u64, sqlx::Error> {
    Ok(sqlx::query!("DELETE FROM desk.sessions").execute(on).await?.rows_affected())
}
