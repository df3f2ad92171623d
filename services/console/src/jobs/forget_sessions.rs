//! The job forgets sessions, attempts and one-time codes that have run out.

use std::time::Duration;

use runtime::Job;

use crate::State;

/// Pause between two looks.
const PAUSE: Duration = Duration::from_hours(1);

/// The job.
pub(super) fn job(state: &State) -> Job {
    let officers = state.officers.clone();
    Job::repeating(
        "console.forget-sessions",
        "forgets sessions and attempts to sign in that have run out",
        PAUSE,
        move || {
            let officers = officers.clone();
            async move { Ok(officers.purge().await?) }
        },
    )
}
