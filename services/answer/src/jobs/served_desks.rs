//! Who serves each desk: the operator switches a desk between this service and a partner agency while tickets flow, and
//! every process follows within seconds.

use std::time::Duration;

use domain::Desk;
use queue::Gate;
use runtime::{Job, Staleness};

use crate::State;
use crate::store::agencies;

/// Pause between two looks.
const EVERY: Duration = Duration::from_secs(2);

/// Longest look. With the pause it stays well within the five seconds in which a switch is followed everywhere.
const PATIENCE: Duration = Duration::from_secs(2);

/// The job. While the database is away every desk stays with whom it is.
pub(super) fn job(state: &State, gates: Vec<(Desk, Gate)>) -> Job {
    let (state, about) = (state.clone(), "looks every two seconds which desks are served here");
    let staleness = Staleness {
        begins: "the desks stay with whom they are",
        ends: "it is known again which desks are served here",
    };
    Job::watching("answer.served-desks", about, EVERY, staleness, move || {
        let (state, gates) = (state.clone(), gates.clone());
        async move { look(&state, &gates).await }
    })
}

async fn look(state: &State, gates: &[(Desk, Gate)]) -> anyhow::Result<()> {
    let elsewhere = tokio::time::timeout(PATIENCE, agencies::served_desks(&state.desks.pool)).await??;
    for (desk, gate) in gates {
        gate.set(!elsewhere.contains(desk));
    }
    Ok(())
}
