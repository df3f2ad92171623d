//! Forgets letters that are settled for longer than their period. The operator sets it (`helpdesk retention`).

use std::time::Duration;

use database::{Kept, Pool};
use runtime::Job;

use crate::store;

/// Pause between two rounds.
const PAUSE: Duration = Duration::from_hours(1);

/// The job.
pub(super) fn job(pool: Pool) -> Job {
    Job::repeating("notify.forget", "forgets letters whose period is over", PAUSE, move || {
        let pool = pool.clone();
        async move {
            let kept = Kept::Letters.period(&pool).await?;
            while store::forget(&pool, kept).await? > 0 {}
            Ok(())
        }
    })
}
