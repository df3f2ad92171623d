//! The reference lists that forms suggest from.

use database::Pool;

use crate::suggestions::{Question, Suggestion};

/// Names that may be meant, best first; at most `most` of each kind of finding, and a name may be among several of
/// them.
pub(crate) async fn suggest(pool: &Pool, question: &Question, most: usize) -> Result<Vec<Suggestion>, sqlx::Error> {
    sqlx::query_as!(
        Suggestion,
        r#"SELECT value AS "value!", detail AS "detail!", is_exact AS "exact!"
           FROM reference.suggest($1, $2, $3, $4, $5)"#,
        question.list.as_str(),
        question.typed,
        question.owner,
        question.level,
        i32::try_from(most).unwrap_or(i32::MAX),
    )
    .fetch_all(pool)
    .await
}
