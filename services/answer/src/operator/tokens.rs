//! `helpdesk token`: tokens of desks' tools. The database keeps their hashes only.

use sqlx::PgExecutor;
use uuid::Uuid;

/// A token without what it is.
#[derive(Debug)]
pub struct Token {
    /// Its name.
    pub name: String,
    /// The desks that it is good for, with spaces.
    pub desks: String,
    /// Whether it was revoked.
    pub revoked: bool,
}

/// Keeps a new token. `false`: there is one with this name.
///
/// # Errors
/// When the database is away or refuses.
pub async fn create(
    on: impl PgExecutor<'_>,
    id: Uuid,
    name: &str,
    hash: &[u8; 32],
    desks: &[String],
) -> Result<bool, sqlx::Error> {
    let made = sqlx::query!(
        "INSERT INTO desk.tokens (id, name, token_hash, desks) VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO NOTHING",
        id,
        name,
        hash.as_slice(),
        desks,
    )
    .execute(on)
    .await?;
    Ok(made.rows_affected() == 1)
}

/// All of them, agencies' too, by desks and name.
///
/// # Errors
/// When the database is away or refuses.
pub async fn list(on: impl PgExecutor<'_>) -> Result<Vec<Token>, sqlx::Error> {
    sqlx::query_as!(
        Token,
        r#"SELECT name, array_to_string(desks, ' ') AS "desks!", revoked_at IS NOT NULL AS "revoked!" FROM desk.tokens
           ORDER BY 2, 1"#
    )
    .fetch_all(on)
    .await
}

/// Ends the token with this name. `false`: no valid one has it.
///
/// # Errors
/// When the database is away or refuses.
pub async fn revoke(on: impl PgExecutor<'_>, name: &str) -> Result<bool, sqlx::Error> {
    let revoked =
        sqlx::query!("UPDATE desk.tokens SET revoked_at = now() WHERE name = $1 AND revoked_at IS NULL", name);
    Ok(revoked.execute(on).await?.rows_affected() > 0)
}
