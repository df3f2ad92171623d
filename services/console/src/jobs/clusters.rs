//! The job puts tickets into clusters, some hundred in one transaction, and older tickets too.

use std::time::Duration;

use runtime::{Job, Shutdown};

use crate::{State, work};

/// Pause between two looks while no ticket is to be looked at.
const PAUSE: Duration = Duration::from_secs(2);

/// The job.
pub(super) fn job(state: &State) -> Job {
    let state = state.clone();
    Job::new("console.clusters", "puts tickets into clusters", move |shutdown| run(state.clone(), shutdown))
}

async fn run(state: State, shutdown: Shutdown) -> anyhow::Result<()> {
    loop {
        while !shutdown.is_stopping() && work::cluster_next(&state.desks).await? > 0 {}
        tokio::select! {
            () = shutdown.stopping() => return Ok(()),
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// Puts tickets into clusters until none is left to be looked at, or another process is at it. Returns how many were
/// looked at.
///
/// # Errors
/// When the database is away.
pub async fn cluster_tickets(state: &State) -> anyhow::Result<usize> {
    let mut looked_at = 0;
    loop {
        match work::cluster_next(&state.desks).await? {
            0 => return Ok(looked_at),
            some => looked_at += some,
        }
    }
}
