//! `helpdesk formation import`: brings the catalogue to the state of a file, in one transaction.

use std::collections::HashMap;
use std::path::Path;
use std::time::Duration;

use database::{Pool, Transaction};
use ring::digest::{SHA256, digest};
use runtime::Clock;
use uuid::Uuid;

use crate::catalogue::Formation;
use crate::import::{self, Unfit};
use crate::store::formations::{self, Known, Written};
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
    let read = read(file)?;
    transaction.allow(PATIENCE).await?;
    imports::lock(&mut **transaction).await?;
    let change = Change::of(&read, formations::known(&mut **transaction).await?)?;
    let version = imports::begin(&mut **transaction, Clock::system().now()).await?;
    for some in change.written.chunks(BATCH) {
        let batch: Vec<_> = some.iter().map(|(formation, hash)| Written::new(formation, hash)).collect();
        formations::write(transaction, &batch, version).await?;
    }
    for some in change.withdrawn.chunks(WITHDRAWN) {
        formations::withdraw(&mut **transaction, some, version).await?;
    }
    numbers::number_agencies(&mut **transaction).await?;
    imports::end(&mut **transaction, version, change.counts).await?;
    imports::analyze(&mut *transaction).await?;
    Ok(change.counts)
}

/// What an import of the file would do. It writes nothing and locks nothing.
///
/// # Errors
/// [`NotImported`].
pub async fn compare(pool: &Pool, file: &Path) -> Result<Counts, NotImported> {
    let read = read(file)?;
    Ok(Change::of(&read, formations::known(pool).await?)?.counts)
}

fn read(file: &Path) -> Result<Vec<Formation>, NotImported> {
    let read = import::read(file)?;
    if read.is_empty() { Err(NotImported::Empty) } else { Ok(read) }
}

/// How a file differs from the catalogue.
struct Change<'a> {
    counts: Counts,
    /// Formations that are added or changed, with the hash of their content.
    written: Vec<(&'a Formation, Vec<u8>)>,
    /// Formations that the file lacks.
    withdrawn: Vec<Uuid>,
}

impl<'a> Change<'a> {
    fn of(read: &'a [Formation], mut known: HashMap<Uuid, Known>) -> Result<Self, sqlx::Error> {
        let (mut counts, mut written) = (Counts { formations: count(read.len()), ..Counts::default() }, Vec::new());
        for formation in read {
            let hash = content_hash(formation)?;
            match known.remove(&formation.id).filter(|before| !before.withdrawn) {
                Some(before) if before.content_hash == hash => continue,
                Some(_other) => counts.changed += 1,
                None => counts.added += 1,
            }
            written.push((formation, hash));
        }
        let withdrawn: Vec<Uuid> =
            known.into_iter().filter(|(_, before)| !before.withdrawn).map(|(id, _)| id).collect();
        counts.withdrawn = count(withdrawn.len());
        Ok(Self { counts, written, withdrawn })
    }
}

fn content_hash(formation: &Formation) -> Result<Vec<u8>, sqlx::Error> {
    let text = serde_json::to_vec(formation).map_err(|error| sqlx::Error::Encode(error.into()))?;
    Ok(digest(&SHA256, &text).as_ref().to_vec())
}

fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}
