//! The reference lists that forms suggest from.

use sqlx::PgExecutor;

use crate::names::{NameQuery, Suggestion};

/// Names that may be meant, best first; at most `most` of each kind of finding, and a name may be among several of
/// them.
pub(crate) async fn suggest(
    on: impl PgExecutor<'_>,
    query: &NameQuery,
    most: usize,
) -> Result<Vec<Suggestion>, sqlx::Error> {
    sqlx::query_as!(
        Suggestion,
        r#"SELECT value AS "value!", CASE WHEN detail = value THEN '' ELSE detail END AS "detail!", is_exact AS "exact!"
           FROM reference.suggest($1, $2, $3, $4, $5)"#,
        query.list.as_str(),
        query.typed,
        query.owner,
        query.level,
        i32::try_from(most).unwrap_or(i32::MAX),
    )
    .fetch_all(on)
    .await
}
