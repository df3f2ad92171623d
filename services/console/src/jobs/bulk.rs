//! The job answers the tickets of bulk answers, one transaction each.

use std::time::Duration;

use runtime::{Job, Shutdown};

use crate::{State, work};

/// Pause between two looks while nothing is at work.
const PAUSE: Duration = Duration::from_secs(1);

/// The job.
pub(super) fn job(state: &State) -> Job {
    let state = state.clone();
    Job::new("console.bulk", "answers the tickets of bulk answers", move |shutdown| run(state.clone(), shutdown))
}

async fn run(state: State, shutdown: Shutdown) -> anyhow::Result<()> {
    loop {
        while !shutdown.is_stopping() && work::answer_next(&state.desks).await? {}
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
pub async fn answer_bulk(state: &State, most: usize) -> anyhow::Result<usize> {
    let mut settled = 0;
    while settled < most && work::answer_next(&state.desks).await? {
        settled += 1;
    }
    Ok(settled)
}
