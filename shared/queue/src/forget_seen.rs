//! Keeps an inbox as small as the traffic: a message that was seen long ago does not come again.

use std::time::Duration;

use database::Inbox;
use runtime::Job;

/// Messages are remembered for 14 days: longer than any retry or parked message is left alone.
const KEPT: Duration = Duration::from_hours(14 * 24);
/// Pause between two looks.
const EVERY: Duration = Duration::from_hours(1);

/// A job that forgets messages that were seen more than 14 days ago. Any number of them may share an inbox.
#[must_use]
pub fn forget_seen(inbox: Inbox) -> Job {
    Job::repeating("forget-seen", "forgets messages that were seen more than 14 days ago", EVERY, move || {
        let inbox = inbox.clone();
        async move {
            let mut forgotten = 0;
            // What one statement forgets is bounded; there may be more.
            loop {
                match inbox.purge(KEPT).await? {
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
