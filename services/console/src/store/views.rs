//! Lists that an officer saved under a name.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

/// Most of one officer.
pub(crate) const MOST: i64 = 20;

/// A saved list.
#[derive(Clone, Debug)]
pub(crate) struct View {
    pub(crate) name: String,
    /// What of the list's address says what it shows.
    pub(crate) query: String,
}

/// All of an officer, by name.
pub(crate) async fn of_officer(on: impl PgExecutor<'_>, officer: Uuid) -> Result<Vec<View>, sqlx::Error> {
    sqlx::query_as!(
        View,
        "SELECT name, query FROM desk.views WHERE officer_id = $1 ORDER BY name LIMIT $2",
        officer,
        MOST
    )
    .fetch_all(on)
    .await
}

/// Saves a list, in the place of another one of this name; whether there was room.
pub(crate) async fn save(
    on: impl PgExecutor<'_>,
    officer: Uuid,
    view: &View,
    at: Timestamp,
) -> Result<bool, sqlx::Error> {
    let saved = sqlx::query!(
        "INSERT INTO desk.views (officer_id, name, query, saved_at)
         SELECT $1, $2, $3, $4
          WHERE EXISTS (SELECT FROM desk.views WHERE officer_id = $1 AND name = $2)
             OR (SELECT count(*) FROM desk.views WHERE officer_id = $1) < $5
         ON CONFLICT (officer_id, name) DO UPDATE SET query = excluded.query, saved_at = excluded.saved_at",
        officer,
        view.name,
        view.query,
        at.to_sqlx(),
        MOST,
    );
    Ok(saved.execute(on).await?.rows_affected() > 0)
}

/// Removes one.
pub(crate) async fn remove(on: impl PgExecutor<'_>, officer: Uuid, name: &str) -> Result<(), sqlx::Error> {
    sqlx::query!("DELETE FROM desk.views WHERE officer_id = $1 AND name = $2", officer, name).execute(on).await?;
    Ok(())
}
