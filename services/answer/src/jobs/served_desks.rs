//! Who serves each desk: the operator switches a desk between this service and a partner agency while tickets flow, and
//! every process follows within seconds.

use std::time::Duration;

use domain::Desk;
use queue::Gate;
use runtime::{Job, Shutdown};

use crate::State;
use crate::store::agencies;

/// Pause between two looks.
const EVERY: Duration = Duration::from_secs(2);

/// Longest look. With the pause it stays well within the five seconds in which a switch is followed everywhere.
const PATIENCE: Duration = Duration::from_secs(2);

/// The job. While the database is away every desk stays with whom it is.
pub(super) fn job(state: &State, gates: Vec<(Desk, Gate)>) -> Job {
    let state = state.clone();
    Job::new("answer.served-desks", "looks every two seconds which desks are served here", move |shutdown| {
        follow(state.clone(), gates.clone(), shutdown)
    })
}

/// Says once that the desks are not known to be up to date, and once that they are again.
async fn follow(state: State, gates: Vec<(Desk, Gate)>, shutdown: Shutdown) -> anyhow::Result<()> {
    let mut outdated = false;
    while !shutdown.is_stopping() {
        let read = look(&state, &gates).await;
        match &read {
            Ok(()) if outdated => tracing::info!("it is known again which desks are served here"),
            Err(error) if !outdated => {
                tracing::warn!(error = %format!("{error:#}"), "the desks stay with whom they are");
            }
            Ok(()) | Err(_) => {}
        }
        outdated = read.is_err();
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = shutdown.stopping() => {}
        }
    }
    Ok(())
}

async fn look(state: &State, gates: &[(Desk, Gate)]) -> anyhow::Result<()> {
    let elsewhere = tokio::time::timeout(PATIENCE, agencies::served_desks(&state.desks.pool)).await??;
    for (desk, gate) in gates {
        gate.set(!elsewhere.contains(desk));
    }
    Ok(())
}
