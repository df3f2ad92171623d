//! Asks again for letters whose time has come: their first message got lost, their server was away, or it wanted them
//! later. It also measures what waits.

use std::time::Duration;

use database::{NewMessage, Pool};
use queue::{Outgoing, Publisher};
use runtime::{Clock, Job};

use crate::measures;
use crate::store;

/// Pause between two looks.
const PAUSE: Duration = Duration::from_secs(5);
/// Letters that are asked for in one look.
const MOST: i64 = 500;

/// The job. Several processes may run it at once.
pub(super) fn job(pool: Pool, publisher: Publisher, clock: Clock) -> Job {
    Job::repeating("notify.due", "asks again for letters whose time has come", PAUSE, move || {
        let (pool, publisher, clock) = (pool.clone(), publisher.clone(), clock.clone());
        async move { ask(&pool, &publisher, &clock).await }
    })
}

async fn ask(pool: &Pool, publisher: &Publisher, clock: &Clock) -> anyhow::Result<()> {
    let now = clock.now();
    let (count, oldest) = store::waiting(pool, now).await?;
    measures::waiting(count, oldest);
    // Without a broker their time would pass in vain.
    if !publisher.is_available() {
        return Ok(());
    }
    let due = store::take_due(pool, now, MOST).await?;
    if due.is_empty() {
        return Ok(());
    }
    let messages = due.into_iter().map(|(letter, kind)| letters::message(clock.new_id(), letter, kind, now, None));
    let asked = publisher.publish(messages.map(outgoing).collect()).await;
    let lost = asked.iter().filter(|result| result.is_err()).count();
    if lost > 0 {
        tracing::warn!(letters.lost = lost, "letters that are due were not confirmed by the broker; they come again");
    }
    Ok(())
}

fn outgoing(message: NewMessage) -> Outgoing {
    Outgoing::new(message.exchange, message.routing_key, message.event_id, message.body.to_string().into_bytes())
}
