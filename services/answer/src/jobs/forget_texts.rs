//! Forgets texts posted long ago: a report that refers to one comes within days or never.

use std::time::Duration;

use database::Pool;
use runtime::Job;

use crate::App;
use crate::store::texts;

/// Texts are kept for 14 days, as long as a message is recognised.
const KEPT: Duration = Duration::from_hours(14 * 24);

/// Pause between two looks.
const PAUSE: Duration = Duration::from_hours(1);

/// The job.
pub(super) fn job(app: &App) -> Job {
    let pool = app.pool.clone();
    Job::repeating("answer.forget-texts", "forgets texts that were posted more than 14 days ago", PAUSE, move || {
        forget(pool.clone())
    })
}

async fn forget(pool: Pool) -> anyhow::Result<()> {
    while texts::purge(&pool, KEPT).await? > 0 {}
    Ok(())
}
