//! The job counts what came and what the desks answered, for the overview. It measures what waits, too.

use std::time::Duration;

use domain::{Desk, Stage};
use runtime::Job;

use crate::store::{backlogs, hours, quality};
use crate::{State, measures};

/// Pause between two counts: the overview is at most this old.
const PAUSE: Duration = Duration::from_secs(30);

/// The job.
pub(super) fn job(state: &State) -> Job {
    let state = state.clone();
    Job::repeating("console.hours", "counts what came and what was answered in each hour", PAUSE, move || {
        let state = state.clone();
        async move {
            count_hours(&state).await?;
            measure_backlogs(&state).await
        }
    })
}

/// Counts once.
///
/// # Errors
/// When the database is away.
pub async fn count_hours(state: &State) -> anyhow::Result<()> {
    let mut transaction = state.desks.pool.begin().await?;
    // Of several processes one counts at a time.
    if hours::lock_counting(&mut *transaction).await? {
        hours::count(&mut transaction, state.now()).await?;
        quality::count(&mut transaction, state.now()).await?;
        transaction.commit().await?;
    }
    Ok(())
}

/// Each process measures by itself: a gauge that only one sets would be stale with the others.
async fn measure_backlogs(state: &State) -> anyhow::Result<()> {
    let now = state.now();
    let backlogs = backlogs::of_all(&state.desks.pool, now).await?;
    for desk in Desk::ALL {
        let here = backlogs.iter().filter(|backlog| backlog.desk == desk);
        let of = |stage| here.clone().filter(|backlog| backlog.stage == stage).map(|backlog| backlog.open).sum();
        for stage in [Stage::Received, Stage::Processing] {
            measures::open(desk, stage, of(stage));
        }
        let late = here.clone().map(|backlog| backlog.late).sum();
        let oldest = here.filter_map(|backlog| backlog.oldest).min();
        measures::overdue(desk, late, oldest.map(|submitted_at| now.duration_since(submitted_at)));
    }
    Ok(())
}
