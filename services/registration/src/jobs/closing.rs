//! What happens at the end: drafts that nobody ended are over, counts that do not count any more are forgotten, and
//! stampings learn of another end.

use std::time::Duration;

use anyhow::Context as _;
use database::Pool;
use runtime::{Clock, Job};
use uuid::Uuid;

use crate::store::{registrations, thk2};

/// Rows that one statement changes.
const BATCH: i64 = 1_000;
/// Pause between two rounds. Nobody waits for it: a draft that is closed takes nothing, whatever its row says.
const PAUSE: Duration = Duration::from_mins(5);

pub(super) fn job(pool: Pool, clock: Clock) -> Job {
    Job::repeating("registration.closing", "marks drafts that nobody ended", PAUSE, move || {
        let (pool, clock) = (pool.clone(), clock.clone());
        async move {
            let (now, whole) = (clock.now(), BATCH.unsigned_abs());
            while registrations::expire(&pool, now, BATCH).await.context("marking drafts that are over")? == whole {}
            while thk2::forget(&pool, now, BATCH).await.context("forgetting counts")? == whole {}
            let mut after = Uuid::nil();
            while let Some(last) = follow(&pool, after).await.context("moving the end of stampings")? {
                after = last;
            }
            Ok(())
        }
    })
}

/// Gives the next stampings the end of their registration, which an extension moves.
async fn follow(pool: &Pool, after: Uuid) -> Result<Option<Uuid>, sqlx::Error> {
    stampings::follow_closings(pool, after, BATCH).await
}
