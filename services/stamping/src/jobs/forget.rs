//! Forgets tokens that are over, and stampings whose registration closed longer ago than their period, with their
//! files. The operator sets it (`helpdesk retention`).

use std::time::Duration;

use database::{Kept, Pool};
use documents::Store;
use runtime::{Clock, Job};
use stampings::files::{File, object_key};

use crate::store::forgetting;

/// Pause between two rounds.
const PAUSE: Duration = Duration::from_mins(10);
/// Stampings that are forgotten before the database is asked again.
const BATCH: i64 = 200;

/// The job.
pub(super) fn job(pool: Pool, files: Store, clock: Clock) -> Job {
    Job::repeating("stamping.forget", "forgets tokens and stampings whose period is over", PAUSE, move || {
        let (pool, files, clock) = (pool.clone(), files.clone(), clock.clone());
        async move { forget(&pool, &files, &clock).await }
    })
}

async fn forget(pool: &Pool, files: &Store, clock: &Clock) -> anyhow::Result<()> {
    forgetting::tokens(pool, clock.now()).await?;
    let kept = Kept::Stampings.period(pool).await?;
    loop {
        let over = forgetting::over(pool, kept, clock.now(), BATCH).await?;
        if over.is_empty() {
            return Ok(());
        }
        for (_, account, upload) in &over {
            for file in [File::Unstamped, File::Stamped] {
                files.delete(&object_key(*account, *upload, file)).await?;
            }
        }
        forgetting::forget(pool, &over.iter().map(|(job, _, _)| *job).collect::<Vec<_>>()).await?;
    }
}
