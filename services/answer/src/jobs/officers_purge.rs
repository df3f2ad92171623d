//! Forgets sessions, attempts and links that have run out.

use std::time::Duration;

use officers::Officers;
use runtime::{Job, Shutdown};

use crate::App;

/// Pause between two looks.
const PAUSE: Duration = Duration::from_hours(1);

/// The job.
pub(super) fn job(app: &App) -> Job {
    let officers = app.officers.clone();
    Job::new("answer.officers-purge", "forgets sessions and attempts to sign in that have run out", move |shutdown| {
        run(officers.clone(), shutdown)
    })
}

async fn run(officers: Officers, shutdown: Shutdown) -> anyhow::Result<()> {
    loop {
        officers.purge().await?;
        tokio::select! {
            () = shutdown.stopping() => return Ok(()),
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}
