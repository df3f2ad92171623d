//! Keeps the inbox small: a message that was seen long ago does not come again.

use std::time::Duration;

use database::Inbox;
use runtime::{Job, Shutdown};
use tracing::info;

/// Messages are remembered for 14 days: longer than any retry or parked message is left alone.
const KEPT: Duration = Duration::from_hours(14 * 24);
/// Pause between two purges.
const EVERY: Duration = Duration::from_hours(1);

/// The job.
pub(super) fn job(inbox: Inbox) -> Job {
    Job::new("router.purge_inbox", "forgets messages that were seen more than 14 days ago", move |shutdown| run(inbox.clone(), shutdown))
}

async fn run(inbox: Inbox, shutdown: Shutdown) -> anyhow::Result<()> {
    while !shutdown.is_stopping() {
        let purged = inbox.purge(KEPT).await?;
        if purged > 0 {
            info!(purged, "inbox purged");
            continue; // a purge is bounded; there may be more
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = shutdown.stopping() => {}
        }
    }
    Ok(())
}
