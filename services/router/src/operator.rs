//! What the operator's commands do to this service's tables: they keep its rules, and count attempts anew.

use database::claims::Claim;
use sqlx::PgExecutor;
use uuid::Uuid;

pub use crate::store::rules;

/// Counts the attempts of these submissions, by their event ids, from the beginning: what was given up is tried again
/// when it is sent again. What is done stays so.
///
/// # Errors
/// When the database is away or refuses.
pub async fn count_anew(on: impl PgExecutor<'_>, events: &[Uuid]) -> Result<(), sqlx::Error> {
    sqlx::query!("UPDATE routing.inbox SET attempts = 0 WHERE event_id = ANY($1) AND done_at IS NULL", events)
        .execute(on)
        .await
        .map(drop)
}

/// The columns of this service's tables that hold a key, something sealed or a hash: none.
pub const CLAIMS: &[Claim] = &[];
