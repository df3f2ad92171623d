//! Groups tickets that are alike, some hundred in one transaction. Tickets that were there before are grouped, too.

use std::time::Duration;

use runtime::{Job, Shutdown};

use crate::{App, work};

/// Pause between two looks while nothing is to be grouped.
const PAUSE: Duration = Duration::from_secs(2);

/// The job.
pub(super) fn job(app: &App) -> Job {
    let app = app.clone();
    Job::new("console.clusters", "groups tickets that are alike", move |shutdown| run(app.clone(), shutdown))
}

async fn run(app: App, shutdown: Shutdown) -> anyhow::Result<()> {
    loop {
        while !shutdown.is_stopping() && work::group_next(&app.desks).await? > 0 {}
        tokio::select! {
            () = shutdown.stopping() => return Ok(()),
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// Groups tickets until none is left that is not grouped, or another process is at it. Returns how many were looked at.
///
/// # Errors
/// When the database is away.
pub async fn group_tickets(app: &App) -> anyhow::Result<usize> {
    let mut grouped = 0;
    loop {
        match work::group_next(&app.desks).await? {
            0 => return Ok(grouped),
            some => grouped += some,
        }
    }
}
