//! Deletes files that are no stamping's: uploaded and never asked for, or of an account that is gone.

use std::time::Duration;

use database::Pool;
use documents::Store;
use jiff::{SignedDuration, Timestamp};
use runtime::{Clock, Job};
use stampings::files::{PREFIX, upload_of};

use crate::store::forgetting;

/// Pause between two rounds.
const PAUSE: Duration = Duration::from_hours(6);
/// A file that is older has its stamping, if it ever gets one.
const OLD: SignedDuration = SignedDuration::from_hours(7 * 24);

/// The job.
pub(super) fn job(pool: Pool, files: Store, clock: Clock) -> Job {
    Job::repeating("stamping.unused", "deletes files that are no stamping's", PAUSE, move || {
        let (pool, files, clock) = (pool.clone(), files.clone(), clock.clone());
        async move { sweep(&pool, &files, clock.now()).await }
    })
}

async fn sweep(pool: &Pool, files: &Store, now: Timestamp) -> anyhow::Result<()> {
    let older_than = now.saturating_sub(OLD).unwrap_or(Timestamp::MIN);
    let mut start_after = None;
    loop {
        let page = files.list(PREFIX, older_than, start_after.as_deref()).await?;
        let uploads: Vec<_> = page.objects.iter().filter_map(|object| upload_of(&object.key)).collect();
        let known = forgetting::known(pool, &uploads).await?;
        for object in &page.objects {
            if upload_of(&object.key).is_some_and(|upload| !known.contains(&upload)) {
                files.delete(&object.key).await?;
            }
        }
        let Some(next) = page.next_start_after else { return Ok(()) };
        start_after = Some(next);
    }
}
