//! Bearer tokens of officers' tools and partner agencies, which the service finds by their hash.

use desk::Caller;
use domain::Desk;
use sqlx::PgExecutor;

/// Whose token has this hash; `None` when there is none or it was revoked.
pub(crate) async fn find(on: impl PgExecutor<'_>, hash: &[u8; 32]) -> Result<Option<Caller>, sqlx::Error> {
    let row =
        sqlx::query!("SELECT id, desks FROM desk.tokens WHERE token_hash = $1 AND revoked_at IS NULL", hash.as_slice())
            .fetch_optional(on)
            .await?;
    // A desk that this version does not know gives no right here.
    Ok(row.map(|row| Caller::token(row.id, row.desks.iter().filter_map(|desk| desk.parse::<Desk>().ok()).collect())))
}
