//! Keeps an inbox as small as the traffic: a message that was seen long ago does not come again.

use std::time::Duration;

use database::Inbox;
use runtime::Job;

/// Pause between two looks.
const EVERY: Duration = Duration::from_hours(1);

/// A job that forgets messages that were seen longer ago than their period ([`database::Kept::Inbox`]): longer than any
/// retry takes or a parked message is left alone. Any number of them may share an inbox.
#[must_use]
pub fn forget_seen(inbox: Inbox) -> Job {
    Job::repeating("forget-seen", "forgets messages that were seen long ago", EVERY, move || {
        let inbox = inbox.clone();
        async move {
            let kept = inbox.kept().await?;
            let mut forgotten = 0;
            // What one statement forgets is bounded; there may be more.
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
