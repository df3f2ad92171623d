//! Removes accounts whose removal a desk confirmed, once their time has come.

use std::time::Duration;

use anyhow::Context as _;
use database::Pool;
use runtime::{Clock, Job};

use crate::store::complaints as rows;
use crate::{complaints, measures};

/// Pause between two looks.
const PAUSE: Duration = Duration::from_secs(15);

pub(super) fn job(pool: Pool, clock: Clock) -> Job {
    let about = "removes accounts that others made with somebody's NIK, a day after they were frozen";
    Job::repeating("accounts.removals", about, PAUSE, move || {
        let (pool, clock) = (pool.clone(), clock.clone());
        async move {
            while complaints::remove_next(&pool, &clock).await.context("removing an account")? {}
            measures::removals_wait(rows::oldest(&pool, clock.now()).await?);
            Ok(())
        }
    })
}
