//! Deletes files that nobody has any use for: replaced ones after a day, what an upload left behind, and what an
//! account left that is gone.

use std::time::Duration;

use anyhow::Context as _;
use runtime::Job;

use crate::documents::Documents;

/// Files that are deleted before the database is asked again.
const BATCH: i64 = 500;
/// Pause between two rounds of files whose time is over, and of objects without a row: these list the whole bucket.
const PAUSE: Duration = Duration::from_mins(5);
const LONG_PAUSE: Duration = Duration::from_hours(6);

pub(super) fn doomed(documents: Documents) -> Job {
    Job::repeating("registration.sweep-files", "deletes documents that others replaced", PAUSE, move || {
        let documents = documents.clone();
        async move {
            while documents.sweep(BATCH).await.context("deleting documents")? > 0 {}
            Ok(())
        }
    })
}

pub(super) fn unknown(documents: Documents) -> Job {
    Job::repeating("registration.unknown-files", "deletes documents that have no row", LONG_PAUSE, move || {
        let documents = documents.clone();
        async move {
            let swept = documents.sweep_unknown().await.context("deleting documents without a row")?;
            tracing::info!(
                objects.looked_at = swept.looked_at,
                objects.deleted = swept.deleted,
                "swept the documents of registrations"
            );
            Ok(())
        }
    })
}
