//! What happens at the end: drafts that nobody ended are over, and counts that do not count any more are forgotten.

use std::time::Duration;

use anyhow::Context as _;
use database::Pool;
use runtime::{Clock, Job};

use crate::store::{registrations, thk2};

/// Rows that one statement changes.
const BATCH: i64 = 1_000;
/// Pause between two rounds. Nobody waits for it: a draft that is closed takes nothing, whatever its row says.
const PAUSE: Duration = Duration::from_mins(5);

pub(super) fn job(pool: Pool, clock: Clock) -> Job {
    Job::repeating("registration.closing", "marks drafts that nobody ended, and forgets counts", PAUSE, move || {
        let (pool, clock) = (pool.clone(), clock.clone());
        async move {
            let (now, whole) = (clock.now(), BATCH.unsigned_abs());
            while registrations::expire(&pool, now, BATCH).await.context("marking drafts that are over")? == whole {}
            while thk2::forget(&pool, now, BATCH).await.context("forgetting counts")? == whole {}
            Ok(())
        }
    })
}
