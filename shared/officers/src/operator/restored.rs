//! `helpdesk restored`: whoever was signed in when the backup was made is not by that any more.

use sqlx::PgExecutor;

/// Ends all sessions. Returns how many there were.
///
/// # Errors
/// When the database is away or refuses.
pub async fn end_sessions(on: impl PgExecutor<'_>) -> Result<u64, sqlx::Error> {
    Ok(sqlx::query!("DELETE FROM desk.sessions").execute(on).await?.rows_affected())
}
