//! The job forgets sessions, known browsers and attempts to sign in that have run out.

use std::time::Duration;

use runtime::Job;

use crate::access::Access;

/// Pause between two looks.
const PAUSE: Duration = Duration::from_hours(1);

/// The job.
pub(super) fn job(access: Access) -> Job {
    let about = "forgets sessions and attempts to sign in that have run out";
    Job::repeating("accounts.forget-sessions", about, PAUSE, move || {
        let access = access.clone();
        async move { Ok(access.purge().await?) }
    })
}
