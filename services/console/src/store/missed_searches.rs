//! What people searched for in the FAQ in vain: words that may be read, by intake's rule.

use jiff::civil::Date;
use sqlx::PgExecutor;

/// Most words that are shown.
const MOST: i64 = 200;

/// A word.
#[derive(Clone, Debug)]
pub(crate) struct Missed {
    pub(crate) word: String,
    /// From so many networks it came.
    pub(crate) networks: i64,
    /// The last day.
    pub(crate) day: Date,
}

/// The words that came from the most networks.
pub(crate) async fn list(on: impl PgExecutor<'_>) -> Result<Vec<Missed>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT word AS "word!", networks AS "networks!", missed_on AS "missed_on!" FROM intake.missed
            ORDER BY networks DESC, word LIMIT $1"#,
        MOST,
    )
    .fetch_all(on)
    .await?;
    let missed =
        rows.into_iter().map(|row| Missed { word: row.word, networks: row.networks, day: row.missed_on.to_jiff() });
    Ok(missed.collect())
}
