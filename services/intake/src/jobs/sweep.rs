//! Deletes objects that belong to no ticket: documents of a submission whose row was not committed.
//!
//! The sweep looks at an object only a day after it was written. By then its row has long been committed, or never will
//! be. Keys start with the day of submission, so a run lists a few days and asks for their rows page by page.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::time::Duration;

use database::Pool;
use documents::{Listed, Store, StoreError};
use domain::time;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use runtime::{Clock, Job};
use uuid::Uuid;

use crate::store::tickets;

/// Age at which an object without a ticket is deleted.
const OLD: Duration = Duration::from_hours(24);
/// How often it looks.
const PAUSE: Duration = Duration::from_hours(6);
/// Days that a process looks at until its first run is through: what was left while no process ran.
const DAYS_AT_START: i32 = 30;
/// Days that every later run looks at.
const DAYS: i32 = 3;
/// Pages of 1,000 objects per day and run; a day of 115 submissions a second has as many.
const MAX_PAGES: usize = 10_000;
/// Objects without a ticket in one page that are too many to be leftovers.
const TOO_MANY: usize = 100;

/// What one run found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Objects old enough to be judged.
    pub looked_at: usize,
    /// Objects that belonged to no ticket, now deleted.
    pub deleted: usize,
}

/// Why a run ended early. What it deleted until then was right to delete.
#[derive(Debug, thiserror::Error)]
pub enum SweepError {
    /// The bucket could not be listed, or an object not be deleted.
    #[error("sweeping the bucket")]
    Store(#[from] StoreError),
    /// The tickets could not be read.
    #[error("looking for the tickets of objects")]
    Database(#[from] sqlx::Error),
    /// Most objects of a page belong to no ticket: more likely this database belongs to another bucket.
    #[error(
        "{without_ticket} of {looked_at} objects of one page belong to no ticket: this looks like the bucket of \
        another database"
    )]
    AnotherDatabase {
        /// Objects of the page.
        looked_at: usize,
        /// Those without a ticket.
        without_ticket: usize,
    },
}

/// Deletes the objects of the last 30 days that are older than `older_than` and belong to no ticket.
///
/// # Errors
/// When the bucket or the database is away, or the bucket looks like another database's.
pub async fn sweep_once(pool: &Pool, store: &Store, clock: &Clock, older_than: Duration) -> Result<Swept, SweepError> {
    sweep(pool, store, clock, older_than, DAYS_AT_START).await
}

pub(super) fn job(pool: Pool, store: Store, clock: Clock) -> Job {
    let days = Arc::new(AtomicI32::new(DAYS_AT_START));
    Job::repeating("intake.sweep", "Deletes stored documents that belong to no ticket after a day.", PAUSE, move || {
        run(pool.clone(), store.clone(), clock.clone(), Arc::clone(&days))
    })
}

async fn run(pool: Pool, store: Store, clock: Clock, days: Arc<AtomicI32>) -> anyhow::Result<()> {
    let swept = sweep(&pool, &store, &clock, OLD, days.load(Ordering::Relaxed)).await?;
    days.store(DAYS, Ordering::Relaxed);
    tracing::info!(objects.looked_at = swept.looked_at, objects.deleted = swept.deleted, "swept the bucket");
    Ok(())
}

async fn sweep(
    pool: &Pool,
    store: &Store,
    clock: &Clock,
    older_than: Duration,
    days: i32,
) -> Result<Swept, SweepError> {
    let written_before = clock.now().saturating_sub(older_than).unwrap_or(Timestamp::MIN);
    let newest = time::wib_day(written_before);
    let mut swept = Swept::default();
    for day in (0..days).rev().map(|back| newest.saturating_sub(back.days())) {
        sweep_day(pool, store, day, written_before, &mut swept).await?;
    }
    Ok(swept)
}

async fn sweep_day(
    pool: &Pool,
    store: &Store,
    day: Date,
    written_before: Timestamp,
    swept: &mut Swept,
) -> Result<(), SweepError> {
    let prefix = format!("submissions/{day}/");
    let mut start_after = None;
    for _page in 0..MAX_PAGES {
        let page = store.list(&prefix, written_before, start_after.as_deref()).await?;
        let without_ticket = without_ticket(pool, day, &prefix, &page.objects).await?;
        swept.looked_at += page.objects.len();
        if without_ticket.len() > TOO_MANY && without_ticket.len() * 2 > page.objects.len() {
            return Err(SweepError::AnotherDatabase {
                looked_at: page.objects.len(),
                without_ticket: without_ticket.len(),
            });
        }
        for key in without_ticket {
            store.delete(key).await?;
            swept.deleted += 1;
        }
        start_after = page.next_start_after;
        if start_after.is_none() {
            break;
        }
    }
    Ok(())
}

/// The keys among `objects` that no ticket of the day names. Keys of another shape are not ours to delete.
async fn without_ticket<'a>(
    pool: &Pool,
    day: Date,
    prefix: &str,
    objects: &'a [Listed],
) -> Result<Vec<&'a str>, sqlx::Error> {
    let listed: Vec<(Uuid, &str)> = objects
        .iter()
        .filter_map(|object| Some((object.key.strip_prefix(prefix)?.parse().ok()?, object.key.as_str())))
        .collect();
    if listed.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = listed.iter().map(|(id, _)| *id).collect();
    let in_use: HashSet<Uuid> = tickets::objects_in_use(pool, day, &ids).await?.into_iter().collect();
    Ok(listed.into_iter().filter(|(id, _)| !in_use.contains(id)).map(|(_, key)| key).collect())
}
