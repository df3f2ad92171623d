//! Asks again for stampings whose time has come: their first message got lost, the distributor was away, or their
//! person did what was needed. It also measures what waits.

use std::time::Duration;

use database::{NewMessage, Pool};
use queue::{Outgoing, Publisher};
use runtime::{Clock, Job};

use crate::breaker::Breaker;
use crate::measures;
use crate::store::waiting;

/// Pause between two looks.
const PAUSE: Duration = Duration::from_secs(5);
/// Stampings that are asked for in one look.
const MOST: i64 = 500;

/// The job. Several processes may run it at once.
pub(super) fn job(pool: Pool, publisher: Publisher, breaker: Breaker, clock: Clock) -> Job {
    Job::repeating("stamping.due", "asks again for stampings whose time has come", PAUSE, move || {
        let (pool, publisher, breaker, clock) = (pool.clone(), publisher.clone(), breaker.clone(), clock.clone());
        async move { ask(&pool, &publisher, &breaker, &clock).await }
    })
}

async fn ask(pool: &Pool, publisher: &Publisher, breaker: &Breaker, clock: &Clock) -> anyhow::Result<()> {
    let now = clock.now();
    for (state, count) in waiting::count(pool).await? {
        measures::jobs(state, count);
    }
    measures::oldest(waiting::oldest(pool, now).await?);
    // Without a broker or a distributor their time would pass in vain.
    if !publisher.is_available() || breaker.gate().state() != Some(true) {
        return Ok(());
    }
    let due = waiting::take_due(pool, now, MOST).await?;
    if due.is_empty() {
        return Ok(());
    }
    let messages = due.into_iter().map(|due| {
        let is_urgent = stampings::is_urgent(due.closes_at, now);
        outgoing(stampings::message(clock.new_id(), due.id, is_urgent, now, None))
    });
    let asked = publisher.publish(messages.collect()).await;
    let lost = asked.iter().filter(|result| result.is_err()).count();
    if lost > 0 {
        tracing::warn!(
            stampings.lost = lost,
            "stampings that are due were not confirmed by the broker; they come again"
        );
    }
    Ok(())
}

fn outgoing(message: NewMessage) -> Outgoing {
    Outgoing::new(message.exchange, message.routing_key, message.event_id, message.body.to_string().into_bytes())
}
