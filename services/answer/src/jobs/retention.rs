//! Forgets what the desks' work leaves behind when its period is over: texts that agencies posted, answers that were
//! never sent, answers to many tickets, counts by the hour. The periods are the operator's (`helpdesk retention`).

use std::time::Duration;

use database::Kept;
use runtime::Job;

use crate::App;
use crate::store::{drafts, retention, texts};

/// Pause between two looks.
const PAUSE: Duration = Duration::from_hours(1);

/// The job.
pub(super) fn job(app: &App) -> Job {
    let app = app.clone();
    let about = "forgets texts, drafts, answers to many tickets and counts whose period is over";
    Job::repeating("answer.retention", about, PAUSE, move || {
        let app = app.clone();
        async move { forget_old(&app).await }
    })
}

/// Everything that is due. Safe to repeat, and to run in several processes.
///
/// # Errors
/// When the database is away.
pub async fn forget_old(app: &App) -> anyhow::Result<()> {
    let pool = &app.pool;
    let kept = Kept::Texts.period(pool).await?;
    while texts::purge(pool, kept).await? > 0 {}
    let kept = Kept::Drafts.period(pool).await?;
    while drafts::purge(pool, kept).await? > 0 {}
    while retention::forget_bulk_answer(pool).await? > 0 {}
    retention::forget_hours(pool).await?;
    Ok(())
}
