//! Deletes files that are no issued document's: of an account or registration that is gone, or written by a process
//! that ended before it could write the document down.

use std::time::Duration;

use database::Pool;
use documents::Store;
use jiff::{SignedDuration, Timestamp};
use runtime::{Clock, Job};

use crate::cards::{PREFIX, issued_of};
use crate::store::issued;

/// Pause between two rounds.
const PAUSE: Duration = Duration::from_hours(6);
/// A file that is older has its document, if it ever gets one.
const OLD: SignedDuration = SignedDuration::from_hours(24);

/// The job.
pub(super) fn job(pool: Pool, files: Store, clock: Clock) -> Job {
    Job::repeating("registration.unissued", "deletes files that are no issued document's", PAUSE, move || {
        let (pool, files, clock) = (pool.clone(), files.clone(), clock.clone());
        async move { sweep(&pool, &files, clock.now()).await }
    })
}

async fn sweep(pool: &Pool, files: &Store, now: Timestamp) -> anyhow::Result<()> {
    let older_than = now.saturating_sub(OLD).unwrap_or(Timestamp::MIN);
    let mut start_after = None;
    loop {
        let page = files.list(PREFIX, older_than, start_after.as_deref()).await?;
        let ids: Vec<_> = page.objects.iter().filter_map(|object| issued_of(&object.key)).collect();
        let known = issued::known(pool, &ids).await?;
        for object in &page.objects {
            if issued_of(&object.key).is_some_and(|id| !known.contains(&id)) {
                files.delete(&object.key).await?;
            }
        }
        let Some(next) = page.next_start_after else { return Ok(()) };
        start_after = Some(next);
    }
}
