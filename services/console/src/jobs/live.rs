//! The job counts for pages that are open: what their officers find in the header, and what came to the desks.

use std::time::Duration;

use runtime::{Job, Shutdown};

use crate::{State, work};

/// Pause between two counts.
const PAUSE: Duration = Duration::from_secs(5);

/// The job.
#[must_use]
pub fn job(state: &State) -> Job {
    let state = state.clone();
    Job::new("console.live", "counts for the pages that are open", move |shutdown| run(state.clone(), shutdown))
}

async fn run(state: State, shutdown: Shutdown) -> anyhow::Result<()> {
    let counting = async {
        loop {
            state.live.somebody().await;
            // While the database is away, pages keep what they have.
            if let Err(error) = tell_counts(&state).await {
                tracing::debug!(error = %error, "open pages are not told what there is");
            }
            tokio::time::sleep(PAUSE).await;
        }
    };
    tokio::select! {
        () = shutdown.stopping() => {}
        () = counting => {}
    }
    state.live.end();
    Ok(())
}

/// Counts once for all pages that listen, and tells them.
///
/// # Errors
/// When the database is away.
pub async fn tell_counts(state: &State) -> anyhow::Result<()> {
    let (sessions, behind) = (state.live.sessions(), state.live.counted_up_to());
    let counted = work::counts_of_sessions(state, &sessions, behind).await?;
    state.live.tell(counted);
    Ok(())
}
