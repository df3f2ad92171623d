//! The job makes the marks by which officers find tickets by name, some hundred in one transaction, and those of older
//! tickets too.

use std::time::Duration;

use runtime::{Job, Shutdown};

use crate::{State, work};

/// Pause between two looks while no ticket is to be looked at.
const PAUSE: Duration = Duration::from_secs(2);

/// The job.
pub(super) fn job(state: &State) -> Job {
    let state = state.clone();
    Job::new("console.names", "makes the marks by which tickets are found by name", move |shutdown| {
        run(state.clone(), shutdown)
    })
}

async fn run(state: State, shutdown: Shutdown) -> anyhow::Result<()> {
    loop {
        while !shutdown.is_stopping() && work::name_next(&state.desks).await? > 0 {}
        tokio::select! {
            () = shutdown.stopping() => return Ok(()),
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// Makes the marks of all tickets that lack them, unless another process is at it. Returns how many were looked at.
///
/// # Errors
/// When the database is away.
pub async fn name_tickets(state: &State) -> anyhow::Result<usize> {
    let mut looked_at = 0;
    loop {
        match work::name_next(&state.desks).await? {
            0 => return Ok(looked_at),
            some => looked_at += some,
        }
    }
}
