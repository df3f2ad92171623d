//! Writes the addresses of accounts that were made before letters were sent.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use runtime::Job;

use crate::addresses;
use crate::state::State;

/// Pause between two rounds. None is left after the first one, unless an older process made one meanwhile.
const PAUSE: Duration = Duration::from_mins(10);

pub(super) fn job(state: &Arc<State>) -> Job {
    let state = Arc::clone(state);
    let about = "writes the addresses of accounts that were made before letters were sent";
    Job::repeating("accounts.addresses", about, PAUSE, move || {
        let state = Arc::clone(&state);
        async move {
            let written = addresses::write_missing(&state.pool, &state.vault, &state.clock).await;
            written.context("writing the addresses of accounts")
        }
    })
}
