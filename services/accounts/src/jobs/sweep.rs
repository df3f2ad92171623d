//! Deletes files that nobody has any use for: of drafts that are over, replaced ones, and what an upload left behind.

use std::time::Duration;

use anyhow::Context as _;
use runtime::Job;

use crate::files::Files;

/// Files that are deleted before the database is asked again.
const BATCH: i64 = 500;
/// Pause between two rounds.
const PAUSE: Duration = Duration::from_mins(5);

pub(super) fn job(files: Files) -> Job {
    Job::repeating(
        "accounts.sweep-files",
        "deletes files of drafts that are over, and replaced ones",
        PAUSE,
        move || {
            let files = files.clone();
            async move {
                while files.sweep(BATCH).await.context("deleting files")? > 0 {}
                Ok(())
            }
        },
    )
}
