//! Forgets messages seen long ago, so that the inbox stays as small as the traffic.

use std::time::Duration;

use database::{Inbox, Schema};
use runtime::{Job, Shutdown};

use crate::App;

/// How long a message is remembered: far longer than any message is delivered again.
const REMEMBERED: Duration = Duration::from_hours(14 * 24);

/// Pause between two looks.
const PAUSE: Duration = Duration::from_hours(1);

/// The job.
pub(super) fn job(app: &App) -> Job {
    let inbox = Inbox::new(app.pool.clone(), Schema::Desk);
    Job::new("answer.inbox-purge", "forgets messages that desks received more than 14 days ago", move |shutdown| {
        run(inbox.clone(), shutdown)
    })
}

async fn run(inbox: Inbox, shutdown: Shutdown) -> anyhow::Result<()> {
    loop {
        while !shutdown.is_stopping() && inbox.purge(REMEMBERED).await? > 0 {}
        tokio::select! {
            () = shutdown.stopping() => return Ok(()),
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}
