//! `helpdesk token`: keeps the tokens of assisted channels, of which only the hashes are stored.

use sqlx::PgExecutor;
use uuid::Uuid;

/// A token without what it is.
#[derive(Debug)]
pub struct Token {
    /// Its name.
    pub name: String,
    /// Whether it was revoked.
    pub revoked: bool,
}

/// Keeps a new token. `false`: there is one with this name.
///
/// # Errors
/// When the database is away or refuses.
pub async fn create(on: impl PgExecutor<'_>, id: Uuid, name: &str, hash: &[u8; 32]) -> Result<bool, sqlx::Error> {
    let made = sqlx::query!(
        "INSERT INTO intake.channel_tokens (id, name, token_hash) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING",
        id,
        name,
        hash.as_slice(),
    )
    .execute(on)
    .await?;
    Ok(made.rows_affected() == 1)
}

/// All of them, by name.
///
/// # Errors
/// When the database is away or refuses.
pub async fn list(on: impl PgExecutor<'_>) -> Result<Vec<Token>, sqlx::Error> {
    sqlx::query_as!(
        Token,
        r#"SELECT name, revoked_at IS NOT NULL AS "revoked!" FROM intake.channel_tokens ORDER BY name"#
    )
    .fetch_all(on)
    .await
}

/// Ends the token with this name. `false`: no valid one has it.
///
/// # Errors
/// When the database is away or refuses.
pub async fn revoke(on: impl PgExecutor<'_>, name: &str) -> Result<bool, sqlx::Error> {
    let revoked = sqlx::query!(
        "UPDATE intake.channel_tokens SET revoked_at = now() WHERE name = $1 AND revoked_at IS NULL",
        name
    );
    Ok(revoked.execute(on).await?.rows_affected() > 0)
}
