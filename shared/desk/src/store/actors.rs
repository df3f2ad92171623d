//! Those who hold, answer and hand over tickets, by name.

use std::collections::HashMap;

use sqlx::PgExecutor;
use uuid::Uuid;

/// Names of agencies' tokens and of officers, by their ids. Ids that nobody has are left out.
#[derive(Clone, Debug, Default)]
pub struct Names(HashMap<Uuid, String>);

impl Names {
    /// The name; empty for an id that was not looked up.
    pub fn of(&self, id: Uuid) -> &str {
        self.0.get(&id).map_or("", String::as_str)
    }
}

/// The names of all of these, in one round trip, or in none when there are none.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn names(on: impl PgExecutor<'_>, ids: &[Uuid]) -> Result<Names, sqlx::Error> {
    if ids.is_empty() {
        return Ok(Names::default());
    }
    let rows = sqlx::query!(r#"SELECT id AS "id!", name AS "name!" FROM desk.actors WHERE id = ANY($1)"#, ids)
        .fetch_all(on)
        .await?;
    Ok(Names(rows.into_iter().map(|row| (row.id, row.name)).collect()))
}
