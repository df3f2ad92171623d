//! Answers the tickets of bulk answers, one transaction each.

use std::time::Duration;

use runtime::{Job, Shutdown};

use crate::{App, work};

/// Pause between two looks while nothing is at work.
const PAUSE: Duration = Duration::from_secs(1);

/// The job.
pub(super) fn job(app: &App) -> Job {
    let app = app.clone();
    Job::new("console.bulk", "answers the tickets of bulk answers", move |shutdown| run(app.clone(), shutdown))
}

async fn run(app: App, shutdown: Shutdown) -> anyhow::Result<()> {
    loop {
        while !shutdown.is_stopping() && work::answer_next(&app.desks).await? {}
        tokio::select! {
            () = shutdown.stopping() => return Ok(()),
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// Answers what is at work until nothing is, or at most `most` tickets. Returns how many were settled.
///
/// # Errors
/// When the database is away.
pub async fn answer_bulk(app: &App, most: usize) -> anyhow::Result<usize> {
    let mut settled = 0;
    while settled < most && work::answer_next(&app.desks).await? {
        settled += 1;
    }
    Ok(settled)
}
