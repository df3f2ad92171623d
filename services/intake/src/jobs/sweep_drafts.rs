//! Deletes the documents of forms that were not accepted, an hour after the service kept them. Nobody can use them for
//! the last half hour. The oldest of too many go before.

use std::collections::VecDeque;
use std::time::Duration;

use anyhow::Context;
use documents::Store;
use jiff::Timestamp;
use runtime::{Clock, Job};

use crate::drafts::{MOST, PREFIX, SWEEP_EVERY};

/// Age at which a draft is deleted.
const OLD: Duration = Duration::from_hours(1);
/// Pages of 1,000 objects in one run.
const MAX_PAGES: usize = 1_000;

pub(super) fn job(store: Store, clock: Clock) -> Job {
    Job::repeating(
        "intake.sweep-drafts",
        "Deletes documents of forms that were not accepted after an hour.",
        SWEEP_EVERY,
        move || run(store.clone(), clock.clone()),
    )
}

async fn run(store: Store, clock: Clock) -> anyhow::Result<()> {
    let deleted = sweep_drafts_once(&store, &clock, OLD, MOST).await?;
    tracing::info!(drafts.deleted = deleted, "swept the drafts");
    Ok(())
}

/// Deletes the drafts that are older than `older_than`, and the oldest of more than `most`; returns how many.
///
/// # Errors
/// When the bucket is away.
pub async fn sweep_drafts_once(
    store: &Store,
    clock: &Clock,
    older_than: Duration,
    most: usize,
) -> anyhow::Result<usize> {
    let written_before = clock.now().saturating_sub(older_than).unwrap_or(Timestamp::MIN);
    let (mut start_after, mut deleted, mut staying) = (None, 0, VecDeque::new());
    for _page in 0..MAX_PAGES {
        let page = store.list(PREFIX, Timestamp::MAX, start_after.as_deref()).await.context("listing drafts")?;
        for object in page.objects {
            // Ids sort by time, so the first ones are the oldest.
            let going = if object.modified_at < written_before {
                Some(object.key)
            } else {
                staying.push_back(object.key);
                if staying.len() > most { staying.pop_front() } else { None }
            };
            if let Some(key) = going {
                store.delete(&key).await.context("deleting a draft")?;
                deleted += 1;
            }
        }
        start_after = page.next_start_after;
        if start_after.is_none() {
            break;
        }
    }
    Ok(deleted)
}
