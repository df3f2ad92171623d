//! Lists of what officers did name them.

use std::collections::HashMap;

use sqlx::PgExecutor;
use uuid::Uuid;

/// The names of these officers, by id, of open and closed accounts. Ids that nobody has are left out.
///
/// # Errors
/// When the database is away or refuses.
pub async fn names(on: impl PgExecutor<'_>, ids: &[Uuid]) -> Result<HashMap<Uuid, String>, sqlx::Error> {
    let rows = sqlx::query!("SELECT id, name FROM desk.officers WHERE id = ANY($1)", ids).fetch_all(on).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}
