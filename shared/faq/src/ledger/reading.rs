//! Reads entries: what everybody reads, and what the console shows.

use jiff::Timestamp;
use sqlx::PgExecutor;
use uuid::Uuid;

use super::{MOST, MOST_VERSIONS, Standing, Version, entry};
use crate::Entry;

/// What everybody reads.
#[derive(Clone, Debug)]
pub struct Published {
    /// What it says.
    pub entry: Entry,
    /// Since when.
    pub at: Timestamp,
}

/// The number of the last publication; 0 when nobody has published or seeded anything.
///
/// # Errors
/// When the database is away.
pub async fn edition(on: impl PgExecutor<'_>) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!("SELECT number FROM faq.edition").fetch_one(on).await
}

/// What everybody reads, in the order of pages.
///
/// # Errors
/// When the database is away, or holds what this version does not know.
pub async fn published(on: impl PgExecutor<'_>) -> Result<Vec<Published>, sqlx::Error> {
    sqlx::query!(
        r#"SELECT audience AS "audience!", topic AS "topic!", question AS "question!", asked AS "asked!",
                  answer AS "answer!", published_at AS "published_at!"
             FROM faq.published ORDER BY place LIMIT $1"#,
        MOST,
    )
    .fetch_all(on)
    .await?
    .into_iter()
    .map(|row| {
        Ok(Published {
            entry: entry((&row.audience, &row.topic), row.question, row.asked, row.answer)?,
            at: row.published_at.to_jiff(),
        })
    })
    .collect()
}

/// All entries with their newest versions, in the order of pages.
///
/// # Errors
/// When the database is away, or holds what this version does not know.
pub async fn list(on: impl PgExecutor<'_>) -> Result<Vec<(Standing, Version)>, sqlx::Error> {
    sqlx::query!(
        "SELECT e.id, e.version, e.published, e.published_at, e.reviewed, v.audience, v.topic, v.question, v.asked,
                v.answer, v.written_by, v.written_at
           FROM faq.entries e JOIN faq.versions v ON v.entry_id = e.id AND v.version = e.version
          ORDER BY e.place LIMIT $1",
        MOST,
    )
    .fetch_all(on)
    .await?
    .into_iter()
    .map(|row| {
        let standing = Standing {
            id: row.id,
            version: row.version,
            published: row.published,
            published_at: row.published_at.map(jiff_sqlx::Timestamp::to_jiff),
            reviewed: row.reviewed,
        };
        let version = Version {
            version: row.version,
            entry: entry((&row.audience, &row.topic), row.question, row.asked, row.answer)?,
            written_by: row.written_by,
            written_at: row.written_at.to_jiff(),
        };
        Ok((standing, version))
    })
    .collect()
}

/// Where the entry with this id stands.
///
/// # Errors
/// When the database is away.
pub async fn find(on: impl PgExecutor<'_>, id: Uuid) -> Result<Option<Standing>, sqlx::Error> {
    let row = sqlx::query!("SELECT version, published, published_at, reviewed FROM faq.entries WHERE id = $1", id)
        .fetch_optional(on)
        .await?;
    Ok(row.map(|row| Standing {
        id,
        version: row.version,
        published: row.published,
        published_at: row.published_at.map(jiff_sqlx::Timestamp::to_jiff),
        reviewed: row.reviewed,
    }))
}

/// The newest versions of an entry, newest first.
///
/// # Errors
/// When the database is away, or holds what this version does not know.
pub async fn versions(on: impl PgExecutor<'_>, id: Uuid) -> Result<Vec<Version>, sqlx::Error> {
    sqlx::query!(
        "SELECT version, audience, topic, question, asked, answer, written_by, written_at FROM faq.versions
          WHERE entry_id = $1 ORDER BY version DESC LIMIT $2",
        id,
        MOST_VERSIONS,
    )
    .fetch_all(on)
    .await?
    .into_iter()
    .map(|row| {
        Ok(Version {
            version: row.version,
            entry: entry((&row.audience, &row.topic), row.question, row.asked, row.answer)?,
            written_by: row.written_by,
            written_at: row.written_at.to_jiff(),
        })
    })
    .collect()
}

/// One version of an entry.
///
/// # Errors
/// When the database is away, or holds what this version does not know.
pub async fn version(on: impl PgExecutor<'_>, id: Uuid, number: i32) -> Result<Option<Version>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT audience, topic, question, asked, answer, written_by, written_at FROM faq.versions
          WHERE entry_id = $1 AND version = $2",
        id,
        number,
    )
    .fetch_optional(on)
    .await?;
    row.map(|row| {
        Ok(Version {
            version: number,
            entry: entry((&row.audience, &row.topic), row.question, row.asked, row.answer)?,
            written_by: row.written_by,
            written_at: row.written_at.to_jiff(),
        })
    })
    .transpose()
}
