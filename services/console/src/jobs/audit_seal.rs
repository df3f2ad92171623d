//! Puts the audit log's entries into their chain, and writes the chain's end to the log now and then: what was logged
//! elsewhere cannot be cut off unnoticed.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use runtime::{Job, Shutdown};

use crate::{App, measures};

/// Pause between two looks: an entry waits about this long for its place in the chain.
const PAUSE: Duration = Duration::from_secs(1);

/// The chain's end is logged this often, while it grows.
const ANCHORED_EVERY: SignedDuration = SignedDuration::from_mins(10);

/// The job.
pub(super) fn job(app: &App) -> Job {
    let app = app.clone();
    Job::new("console.audit-seal", "chains the audit log's entries by hash", move |shutdown| run(app.clone(), shutdown))
}

async fn run(app: App, shutdown: Shutdown) -> anyhow::Result<()> {
    let mut anchored = Timestamp::MIN;
    loop {
        let waiting = audit::unsealed(&app.desks.pool).await?;
        measures::audit_unsealed(waiting);
        let (sealed, end) = if waiting > 0 {
            audit::seal(&app.desks.pool, &app.desks.vault, &app.desks.clock).await?
        } else {
            (0, None)
        };
        if let Some(end) = end
            && app.now().duration_since(anchored) >= ANCHORED_EVERY
        {
            tracing::info!(anchor = %end, "end of the audit chain");
            anchored = app.now();
        }
        if sealed == audit::BATCH && !shutdown.is_stopping() {
            continue;
        }
        tokio::select! {
            () = shutdown.stopping() => return Ok(()),
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}
