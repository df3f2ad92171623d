//! Supervisors add names to the lists from tickets. Whoever keeps the registers reads them here.

use database::Inconsistent;
use domain::Suggestions;
use jiff::Timestamp;
use sqlx::PgExecutor;
use uuid::Uuid;

/// A name that was added.
#[derive(Debug)]
pub struct Addition {
    /// The list.
    pub list: Suggestions,
    /// The name.
    pub name: String,
    /// What tells it from others of its name.
    pub detail: String,
    /// What it belongs to, such as a country or a level.
    pub within: String,
    /// The officer who added it.
    pub added_by: Uuid,
    /// When.
    pub added_at: Timestamp,
}

/// All of them, the oldest first.
///
/// # Errors
/// When the database is away or refuses, or a list is of another version.
pub async fn additions(on: impl PgExecutor<'_>) -> Result<Vec<Addition>, sqlx::Error> {
    let rows = sqlx::query!(
        "SELECT list, name, detail, within, added_by, added_at FROM reference.additions ORDER BY added_at, list, name",
    )
    .fetch_all(on)
    .await?;
    let additions = rows.into_iter().map(|row| {
        Ok(Addition {
            list: row.list.parse().map_err(|_none| Inconsistent::new("reference.additions", "list", &row.name))?,
            name: row.name,
            detail: row.detail,
            within: row.within,
            added_by: row.added_by,
            added_at: row.added_at.to_jiff(),
        })
    });
    additions.collect()
}
