//! The job looks at samples of the stored documents, so that we find one that vanished or was damaged before an officer
//! needs it.
//!
//! The job opens a sample in memory and forgets it at once. Nobody sees it, so it leaves no entry in the audit log. The
//! log of the process names the ticket's id only.

use std::time::Duration;

use desk::store::tickets;
use domain::time;
use jiff::{Timestamp, ToSpan as _};
use runtime::Job;
use uuid::Uuid;

use crate::State;

/// Pause between two looks.
const PAUSE: Duration = Duration::from_mins(1);
/// Tickets of one look: some thousand a day and process, and about ten megabytes a minute at most.
const TICKETS: i64 = 5;
/// How far back tickets are taken from.
const DAYS: i64 = 400;

/// The job.
pub(super) fn job(state: &State) -> Job {
    let state = state.clone();
    Job::repeating(
        "answer.document-samples",
        "looks at samples of the stored documents, whether they still open",
        PAUSE,
        move || {
            let state = state.clone();
            async move {
                // Ids are time-ordered, and the last bits of a new one are random: a moment anywhere in the time that
                // is looked at.
                let now = state.desks.now().as_millisecond();
                let span = u64::try_from(DAYS * 24 * 3_600_000)?;
                let back = i64::try_from(u64::from_be_bytes(last_bytes(state.desks.clock.new_id())) % span)?;
                let from = Timestamp::from_millisecond(now - back)?;
                // The next look is soon enough; that the store or the database is away shows elsewhere.
                if let Err(error) = look_at_samples(&state, from).await {
                    tracing::warn!(error = %format!("{error:#}"), "samples of the documents could not be looked at");
                }
                Ok(())
            }
        },
    )
}

/// Looks at the documents of a few tickets that were filed from `from` on. Returns how many documents were lost.
///
/// # Errors
/// When the database or the store is away.
pub async fn look_at_samples(state: &State, from: Timestamp) -> anyhow::Result<usize> {
    let first = Uuid::from_u128((u128::try_from(from.as_millisecond().max(0))? & 0xffff_ffff_ffff) << 80);
    let days = (time::wib_day(from).saturating_sub(1.day()), time::wib_day(state.desks.now()).saturating_add(1.day()));
    let mut lost = 0;
    for ticket in tickets::with_documents(&state.desks.pool, first, days, TICKETS).await? {
        lost += desk::look_at_documents(&state.desks, &ticket).await?;
    }
    Ok(lost)
}

fn last_bytes(id: Uuid) -> [u8; 8] {
    let mut last = [0; 8];
    for (to, from) in last.iter_mut().zip(id.as_bytes().iter().skip(8)) {
        *to = *from;
    }
    last
}
