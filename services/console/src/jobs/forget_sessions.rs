//! Forgets sessions, attempts and links that have run out.

use std::time::Duration;

use runtime::Job;

use crate::App;

/// Pause between two looks.
const PAUSE: Duration = Duration::from_hours(1);

/// The job.
pub(super) fn job(app: &App) -> Job {
    let officers = app.officers.clone();
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
