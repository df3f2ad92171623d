//! Deletes objects that belong to no ticket: documents of a submission whose row was not committed.
//!
//! The sweep looks at an object only a day after it was written. By then its row has long been committed, or never will
//! be. Keys start with the day of submission, so a run lists a few days and asks for their rows page by page.

use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::time::Duration;

use database::Pool;
use documents::{Store, SweepError, Swept};
use domain::time;
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

/// Deletes the objects of the last 30 days that are older than `older_than` and belong to no ticket.
///
/// # Errors
/// When the bucket or the database is away, or the bucket looks like another database's.
pub async fn sweep_once(
    pool: &Pool,
    store: &Store,
    clock: &Clock,
    older_than: Duration,
) -> Result<Swept, SweepError<sqlx::Error>> {
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
) -> Result<Swept, SweepError<sqlx::Error>> {
    let written_before = clock.now().saturating_sub(older_than).unwrap_or(Timestamp::MIN);
    let newest = time::wib_day(written_before);
    let mut swept = Swept::default();
    for day in (0..days).rev().map(|back| newest.saturating_sub(back.days())) {
        let prefix = format!("submissions/{day}/");
        let id_of = |key: &str| key.strip_prefix(&prefix)?.parse().ok();
        let owned = |ids: Vec<Uuid>| async move { tickets::objects_in_use(pool, day, &ids).await };
        let of_day = store.delete_ownerless((&prefix, written_before), id_of, owned).await?;
        swept.looked_at += of_day.looked_at;
        swept.deleted += of_day.deleted;
    }
    Ok(swept)
}
