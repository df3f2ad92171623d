//! Deletes files that are no stamping's: uploaded and never asked for, or of an account that is gone.

use std::time::Duration;

use database::Pool;
use documents::{Store, StoreError};
use jiff::Timestamp;
use runtime::{Clock, Job};
use stampings::files::{PREFIX, upload_of};

use crate::store::forgetting;

/// Pause between two rounds.
const PAUSE: Duration = Duration::from_hours(6);
/// A file that is older has its stamping, if it ever gets one.
const OLD: Duration = Duration::from_hours(7 * 24);
/// Pages of 1,000 objects of one round: five million stampings have as many.
const MAX_PAGES: usize = 10_000;
/// Files without a stamping in one page that are too many to be leftovers.
const TOO_MANY: usize = 100;

/// What one round found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Files old enough to be judged.
    pub looked_at: usize,
    /// Files that were no stamping's, now deleted.
    pub deleted: usize,
}

/// Why a round ended early. What it deleted until then was right to delete.
#[derive(Debug, thiserror::Error)]
pub enum SweepError {
    /// The bucket could not be listed, or an object not be deleted.
    #[error("sweeping the bucket")]
    Store(#[from] StoreError),
    /// The stampings could not be read.
    #[error("looking for the stampings of files")]
    Database(#[from] sqlx::Error),
    /// Most files of a page are no stamping's: more likely this database belongs to another bucket.
    #[error(
        "{without_stamping} of {looked_at} files of one page are no stamping's: this looks like the bucket of another \
        database"
    )]
    AnotherDatabase {
        /// Files of the page.
        looked_at: usize,
        /// Those without a stamping.
        without_stamping: usize,
    },
}

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
pub async fn sweep_once(pool: &Pool, files: &Store, clock: &Clock, older_than: Duration) -> Result<Swept, SweepError> {
    let written_before = clock.now().saturating_sub(older_than).unwrap_or(Timestamp::MIN);
    let (mut swept, mut start_after) = (Swept::default(), None);
    for _page in 0..MAX_PAGES {
        let page = files.list(PREFIX, written_before, start_after.as_deref()).await?;
        let uploads: Vec<_> = page.objects.iter().filter_map(|object| upload_of(&object.key)).collect();
        let known = forgetting::known(pool, &uploads).await?;
        // Keys of another shape are not ours to delete.
        let is_unused = |key: &str| upload_of(key).is_some_and(|upload| !known.contains(&upload));
        let unused: Vec<&str> =
            page.objects.iter().map(|object| object.key.as_str()).filter(|key| is_unused(key)).collect();
        swept.looked_at += page.objects.len();
        if unused.len() > TOO_MANY && unused.len() * 2 > page.objects.len() {
            return Err(SweepError::AnotherDatabase { looked_at: page.objects.len(), without_stamping: unused.len() });
        }
        for key in unused {
            files.delete(key).await?;
            swept.deleted += 1;
        }
        start_after = page.next_start_after;
        if start_after.is_none() {
            break;
        }
    }
    Ok(swept)
}
