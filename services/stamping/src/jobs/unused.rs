//! Deletes files that are no stamping's: uploaded and never asked for, or of an account that is gone.

use std::time::Duration;

use database::Pool;
use documents::{Store, SweepError, Swept};
use jiff::Timestamp;
use runtime::{Clock, Job};
use stampings::files::{PREFIX, upload_of};
use uuid::Uuid;

use crate::store::forgetting;

/// Pause between two rounds.
const PAUSE: Duration = Duration::from_hours(6);
/// A file that is older has its stamping, if it ever gets one.
const OLD: Duration = Duration::from_hours(7 * 24);

/// The job.
pub(super) fn job(pool: Pool, files: Store, clock: Clock) -> Job {
    Job::repeating("stamping.unused", "deletes files that are no stamping's", PAUSE, move || {
        let (pool, files, clock) = (pool.clone(), files.clone(), clock.clone());
        async move {
            let swept = sweep_once(&pool, &files, &clock, OLD).await?;
            tracing::info!(files.looked_at = swept.looked_at, files.deleted = swept.deleted, "swept the stampings");
            Ok(())
        }
    })
}

/// Deletes the files that are older than `older_than` and no stamping's.
///
/// # Errors
/// When the bucket or the database is away, or the bucket looks like another database's.
pub async fn sweep_once(
    pool: &Pool,
    files: &Store,
    clock: &Clock,
    older_than: Duration,
) -> Result<Swept, SweepError<sqlx::Error>> {
    let written_before = clock.now().saturating_sub(older_than).unwrap_or(Timestamp::MIN);
    let owned = |ids: Vec<Uuid>| async move { forgetting::known(pool, &ids).await };
    files.delete_ownerless((PREFIX, written_before), upload_of, owned).await
}
