//! Counts what came and what was answered, for the overview.

use std::time::Duration;

use runtime::Job;

use crate::App;
use crate::store::hours;

/// Pause between two counts: the overview is at most this old.
const PAUSE: Duration = Duration::from_secs(30);

/// The job.
pub(super) fn job(app: &App) -> Job {
    let app = app.clone();
    Job::repeating("console.hours", "counts what came and what was answered in each hour", PAUSE, move || {
        let app = app.clone();
        async move { count_hours(&app).await }
    })
}

/// Counts once.
///
/// # Errors
/// When the database is away.
pub async fn count_hours(app: &App) -> anyhow::Result<()> {
    Ok(hours::count(&app.desks.pool, app.now()).await?)
}
