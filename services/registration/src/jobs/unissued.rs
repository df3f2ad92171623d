//! Deletes files that are no issued document's: of an account or registration that is gone, or written by a process
//! that ended before it could write the document down.

use std::time::Duration;

use database::Pool;
use documents::Store;
use jiff::{SignedDuration, Timestamp};
use runtime::{Clock, Job};
use uuid::Uuid;

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
        async move {
            let written_before = clock.now().saturating_sub(OLD).unwrap_or(Timestamp::MIN);
            let pool = &pool;
            let owned = |ids: Vec<Uuid>| async move { issued::known(pool, &ids).await };
            let swept = files.delete_ownerless((PREFIX, written_before), issued_of, owned).await?;
            tracing::info!(files.looked_at = swept.looked_at, files.deleted = swept.deleted, "swept the cards");
            Ok(())
        }
    })
}
