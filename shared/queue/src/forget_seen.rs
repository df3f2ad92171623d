//! Keeps an inbox small: it deletes messages that it saw so long ago that they cannot come again.

use std::time::Duration;

use database::Inbox;
use runtime::Job;

/// Pause between two rounds.
const EVERY: Duration = Duration::from_hours(1);

/// Returns a job that deletes messages that the inbox saw longer ago than their period ([`database::Kept::Inbox`]). The
/// period is longer than any retry takes and than any parked message waits. Several such jobs may share an inbox.
#[must_use]
pub fn forget_seen(inbox: Inbox) -> Job {
    Job::repeating("forget-seen", "forgets messages that were seen long ago", EVERY, move || {
        let inbox = inbox.clone();
        async move {
            let kept = inbox.kept().await?;
            let mut forgotten = 0;
            // One statement deletes a bounded number; there may be more.
            loop {
                match inbox.purge(kept).await? {
                    0 => break,
                    some => forgotten += some,
                }
            }
            if forgotten > 0 {
                tracing::info!(messages.forgotten = forgotten, "the inbox is smaller");
            }
            Ok(())
        }
    })
}
