//! Bearer tokens of officers' tools and partner agencies, which the service finds by their hash.

use std::sync::Arc;

use desk::Caller;
use domain::Desk;
use sqlx::PgExecutor;

/// Whose token it is.
#[derive(Clone, Debug)]
pub(crate) struct Holder {
    /// Who acts with it.
    pub(crate) caller: Caller,
    /// The agency's name, when it is an agency's.
    pub(crate) agency: Option<Arc<str>>,
}

/// Whose token has this hash; `None` when there is none or it was revoked.
pub(crate) async fn find(on: impl PgExecutor<'_>, hash: &[u8; 32]) -> Result<Option<Holder>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT t.id, t.desks, a.name AS "agency?"
             FROM desk.tokens t LEFT JOIN desk.agencies a ON a.token_id = t.id AND a.removed_at IS NULL
            WHERE t.token_hash = $1 AND t.revoked_at IS NULL"#,
        hash.as_slice()
    )
    .fetch_optional(on)
    .await?;
    Ok(row.map(|row| {
        // A desk that this version does not know gives no right here.
        let desks = row.desks.iter().filter_map(|desk| desk.parse::<Desk>().ok()).collect();
        Holder { caller: Caller::token(row.id, desks), agency: row.agency.map(Arc::from) }
    }))
}
