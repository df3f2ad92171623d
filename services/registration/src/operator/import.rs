//! `helpdesk formation import`: brings the catalogue to the state of a file, in one transaction.

use std::collections::HashSet;
use std::path::Path;
use std::time::Duration;

use database::Transaction;
use ring::digest::{SHA256, digest};
use runtime::Clock;
use uuid::Uuid;

use crate::catalogue::Formation;
use crate::import::{self, Unfit};
use crate::store::formations::{self, Written};
use crate::store::imports::{self, Counts};
use crate::store::numbers;

/// Longest time of one statement of an import.
const PATIENCE: Duration = Duration::from_mins(5);

/// Formations that are written at once.
const BATCH: usize = 500;

/// Formations of one statement that withdraws.
const WITHDRAWN: usize = 10_000;

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum NotImported {
    /// The file is not fit for it.
    #[error("nothing was imported")]
    Unfit(#[from] Unfit),
    /// The file has no formation: it would withdraw all of them.
    #[error("the file has no formation, and would withdraw all")]
    Empty,
    /// The database is away or refused.
    #[error("the formations could not be written")]
    Database(#[from] sqlx::Error),
}

/// Brings the catalogue to the state of the file. Nothing of it is there before the caller commits the transaction.
///
/// # Errors
/// [`NotImported`].
pub async fn import(transaction: &mut Transaction, file: &Path) -> Result<Counts, NotImported> {
    let read = import::read(file)?;
    if read.is_empty() {
        return Err(NotImported::Empty);
    }
    transaction.allow(PATIENCE).await?;
    imports::lock(&mut **transaction).await?;
    let known = formations::known(&mut **transaction).await?;
    let version = imports::begin(&mut **transaction, Clock::system().now()).await?;
    let mut counts = Counts { formations: count(read.len()), ..Counts::default() };
    let mut batch = Vec::with_capacity(BATCH);
    for formation in &read {
        let hash = content_hash(formation)?;
        match known.get(&formation.id) {
            Some(before) if !before.withdrawn && before.content_hash == hash => continue,
            Some(before) if !before.withdrawn => counts.changed += 1,
            Some(_) | None => counts.added += 1,
        }
        batch.push(Written::new(formation, &hash));
        if batch.len() == BATCH {
            formations::write(transaction, &batch, version).await?;
            batch.clear();
        }
    }
    if !batch.is_empty() {
        formations::write(transaction, &batch, version).await?;
    }
    let there: HashSet<Uuid> = read.iter().map(|formation| formation.id).collect();
    let gone: Vec<Uuid> =
        known.iter().filter(|(id, before)| !before.withdrawn && !there.contains(id)).map(|(id, _)| *id).collect();
    counts.withdrawn = count(gone.len());
    for some in gone.chunks(WITHDRAWN) {
        formations::withdraw(&mut **transaction, some, version).await?;
    }
    numbers::number_agencies(&mut **transaction).await?;
    imports::end(&mut **transaction, version, counts).await?;
    imports::analyze(&mut *transaction).await?;
    Ok(counts)
}

fn content_hash(formation: &Formation) -> Result<Vec<u8>, sqlx::Error> {
    let text = serde_json::to_vec(formation).map_err(|error| sqlx::Error::Encode(error.into()))?;
    Ok(digest(&SHA256, &text).as_ref().to_vec())
}

fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}
