//! Takes over entries from the files that come with the program.

use database::Connection;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use super::publishing::told;
use super::writing::insert;
use crate::Entry;

/// An entry of a file.
#[derive(Clone, Debug)]
pub struct Seed {
    /// The id that it gets.
    pub id: Uuid,
    /// The file and the question: what tells it from all others for good.
    pub name: String,
    /// What it says.
    pub entry: Entry,
    /// When the file was written.
    pub at: Timestamp,
}

/// Publishes those that the database never had, and returns how many. What people changed or withdrew stays as it is.
///
/// # Errors
/// When the database is away.
pub async fn seed(on: &mut Connection, seeds: &[Seed]) -> Result<u64, sqlx::Error> {
    let mut added = 0;
    for seed in seeds {
        let new = sqlx::query!(
            "INSERT INTO faq.entries (id, seed, version, published, published_at, reviewed)
             VALUES ($1, $2, 1, 1, $3, 1) ON CONFLICT (seed) DO NOTHING",
            seed.id,
            seed.name,
            seed.at.to_sqlx(),
        )
        .execute(&mut *on)
        .await?;
        if new.rows_affected() == 1 {
            insert(&mut *on, (seed.id, 1), &seed.entry, None, seed.at).await?;
            added += 1;
        }
    }
    told(on, added).await?;
    Ok(added)
}
