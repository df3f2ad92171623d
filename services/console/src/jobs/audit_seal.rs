//! The sealer puts the audit log's entries into their chain. Now and then it writes the chain's end to the log of the
//! process, so that nobody can cut the chain off unnoticed.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use runtime::{Job, Shutdown};

use crate::{State, measures};

/// Pause between two looks: an entry waits about this long for its place in the chain.
const PAUSE: Duration = Duration::from_secs(1);

/// The chain's end is logged this often, while it grows.
const ANCHORED_EVERY: SignedDuration = SignedDuration::from_mins(10);

/// The job.
pub(super) fn job(state: &State) -> Job {
    let state = state.clone();
    Job::new("console.audit-seal", "chains the audit log's entries by hash", move |shutdown| {
        run(state.clone(), shutdown)
    })
}

async fn run(state: State, shutdown: Shutdown) -> anyhow::Result<()> {
    let mut anchored = Timestamp::MIN;
    loop {
        let waiting = audit::unsealed(&state.desks.pool).await?;
        measures::audit_unsealed(waiting);
        let (sealed, end) = if waiting > 0 {
            audit::seal(&state.desks.pool, &state.desks.vault, &state.desks.clock).await?
        } else {
            (0, None)
        };
        if let Some(end) = end
            && state.now().duration_since(anchored) >= ANCHORED_EVERY
        {
            tracing::info!(anchor = %end, "end of the audit chain");
            anchored = state.now();
            measures::anchored(anchored);
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
