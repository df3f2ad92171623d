//! Tokens of assisted channels.

use sqlx::PgExecutor;
use uuid::Uuid;

/// A channel as its token tells.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Channel {
    /// The channel that files.
    pub(crate) id: Uuid,
    /// Whether the token was revoked.
    pub(crate) revoked: bool,
}

/// The channel that a token belongs to, by the token's SHA-256.
pub(crate) async fn find(on: impl PgExecutor<'_>, token_hash: &[u8]) -> Result<Option<Channel>, sqlx::Error> {
    sqlx::query_as!(
        Channel,
        r#"SELECT id, revoked_at IS NOT NULL AS "revoked!" FROM intake.channel_tokens WHERE token_hash = $1"#,
        token_hash,
    )
    .fetch_optional(on)
    .await
}
