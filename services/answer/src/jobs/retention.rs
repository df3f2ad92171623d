//! Forgets the texts that agencies posted for reports when their period is over. The period is the operator's
//! (`helpdesk retention`).

use std::time::Duration;

use database::Kept;
use desk::store::texts;
use runtime::Job;

use crate::App;

/// Pause between two looks.
const PAUSE: Duration = Duration::from_hours(1);

/// The job.
pub(super) fn job(app: &App) -> Job {
    let app = app.clone();
    Job::repeating("answer.retention", "forgets posted texts whose period is over", PAUSE, move || {
        let app = app.clone();
        async move { forget_old(&app).await }
    })
}

/// Everything that is due. Safe to repeat, and to run in several processes.
///
/// # Errors
/// When the database is away.
pub async fn forget_old(app: &App) -> anyhow::Result<()> {
    let pool = &app.desks.pool;
    let kept = Kept::Texts.period(pool).await?;
    while texts::purge(pool, kept).await? > 0 {}
    Ok(())
}
